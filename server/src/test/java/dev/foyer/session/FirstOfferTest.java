package dev.foyer.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FirstOfferTest {
    private final Stage stage = Stage.usual();

    private void joinWithVideoAtOnce(String peerId) {
        var params = Json.object().put("name", peerId).put("data", "").put("disableVidAutoSub", false);
        params.putObject("offer").put("type", "offer").put("sdp", "join of " + peerId);
        stage.connect(peerId, "guest").call("join", params);
    }

    private void publishers(int from, int to) {
        for (int i = from; i < to; i++) {
            stage.join("p" + i, "guest").publish("cam" + i, "video", "regular");
            stage.now += 1_000;
        }
    }

    @Test
    void names_what_is_published_already_so_that_no_second_one_is_needed() {
        stage.join("alice", "host").publish("cam", "video", "regular");
        stage.join("bob", "guest");

        var opened = stage.lastMedia(MediaCommand.OpenPeer.class);
        assertThat(opened.peerId()).isEqualTo("bob");
        assertThat(opened.tracks())
                .containsExactly(
                        new MediaCommand.SubscribedTrack("alice", "cam", "s-cam", "video", MediaCommand.Layer.NONE));
        assertThat(stage.media(MediaCommand.Subscribe.class)).isEmpty();
    }

    @Test
    void what_is_published_while_a_join_is_under_way_follows() {
        Client alice = stage.join("alice", "host");
        stage.mediaAnswers = false;
        stage.join("bob", "guest");
        stage.mediaAnswers = true;
        alice.publish("cam", "video", "regular");
        assertThat(stage.wanted("bob")).isEmpty();

        var offer = stage.media(MediaCommand.PublishOffer.class).stream()
                .filter(asked -> asked.peerId().equals("bob"))
                .findFirst()
                .orElseThrow();
        stage.event(new MediaEvent.PublishAnswer("bob", offer.reference(), "answer"));

        assertThat(stage.wanted("bob"))
                .extracting(MediaCommand.SubscribedTrack::trackId)
                .containsExactly("cam");
    }

    @Test
    void video_flows_at_once_for_a_client_that_wants_it_so() {
        publishers(0, 12);
        joinWithVideoAtOnce("bob");
        assertThat(stage.wanted("bob"))
                .hasSize(12)
                .extracting(MediaCommand.SubscribedTrack::initial)
                .containsOnly(MediaCommand.Layer.HIGH);
    }

    @Test
    void beyond_what_a_screen_shows_video_is_on_request_again() {
        publishers(0, 12);
        joinWithVideoAtOnce("bob");
        publishers(12, 13);
        assertThat(stage.wanted("bob"))
                .hasSize(13)
                .extracting(MediaCommand.SubscribedTrack::initial)
                .containsOnly(MediaCommand.Layer.NONE);
    }
}
