package dev.foyer.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PublishingTest {
    @Test
    void a_published_track_is_announced_to_others_and_asked_of_media() {
        Stage stage = Stage.usual();
        Client alice = stage.join("alice", "host");
        Client bob = stage.join("bob", "guest");

        var answer = alice.publish("cam", "video", "regular").get("result");

        assertThat(answer.get("type").asString()).isEqualTo("answer");
        assertThat(bob.last("on-track-add").get("tracks").propertyNames()).containsExactly("cam");
        assertThat(bob.last("on-track-add").get("peer").get("peer_id").asString())
                .isEqualTo("alice");
        assertThat(alice.heard()).doesNotContain("on-track-add");
        var asked = stage.lastMedia(MediaCommand.PublishOffer.class).tracks().get("cam");
        assertThat(asked.codec()).isEqualTo("vp8");
        assertThat(asked.maxKbps()).isEqualTo(300);
        assertThat(stage.lastMedia(MediaCommand.Subscribe.class))
                .isEqualTo(new MediaCommand.Subscribe(
                        "bob",
                        List.of(new MediaCommand.SubscribedTrack(
                                "alice", "cam", "s-cam", "video", MediaCommand.Layer.NONE))));
    }

    @Test
    void audio_is_on_at_once_and_video_only_on_request() {
        Stage stage = Stage.usual();
        Client alice = stage.join("alice", "host");
        stage.join("bob", "guest");
        alice.publish("mic", "audio", "regular");
        assertThat(stage.lastMedia(MediaCommand.Subscribe.class)
                        .tracks()
                        .getFirst()
                        .initial())
                .isEqualTo(MediaCommand.Layer.HIGH);
    }

    @Test
    void a_track_missing_from_the_next_offer_is_removed() {
        Stage stage = Stage.usual();
        Client alice = stage.join("alice", "host");
        Client bob = stage.join("bob", "guest");
        alice.publish("cam", "video", "regular");
        alice.publish("screen", "video", "screen");
        assertThat(stage.lastMedia(MediaCommand.PublishOffer.class)
                        .tracks()
                        .get("screen")
                        .maxKbps())
                .isEqualTo(1000);

        alice.unpublish("screen");

        assertThat(bob.last("on-track-remove").get("tracks").propertyNames()).containsExactly("screen");
        assertThat(stage.lastMedia(MediaCommand.Subscribe.class).tracks()).hasSize(1);
    }

    @Test
    void what_the_role_may_not_publish_is_answered_but_neither_asked_for_nor_announced() {
        Stage stage = Stage.usual();
        Client alice = stage.join("alice", "host");
        Client bob = stage.join("bob", "guest");

        assertThat(bob.publish("screen", "video", "screen").has("result")).isTrue();
        assertThat(bob.publish("sound", "audio", "screen").has("result")).isTrue();

        assertThat(stage.lastMedia(MediaCommand.PublishOffer.class).tracks()).isEmpty();
        assertThat(alice.heard()).doesNotContain("on-track-add");
    }

    @Test
    void nobody_can_take_a_track_id_of_somebody_else() {
        Stage stage = Stage.usual();
        stage.join("alice", "host").publish("cam", "video", "regular");
        Client bob = stage.join("bob", "guest");

        bob.publish("cam", "video", "regular");

        assertThat(stage.lastMedia(MediaCommand.PublishOffer.class).tracks()).isEmpty();
        assertThat(stage.session.view().peers().get(1).tracks()).isEmpty();
    }

    @Test
    void roles_receive_only_the_roles_they_subscribe_to() {
        Stage stage = Stage.usual();
        stage.join("alice", "host").publish("cam", "video", "regular");
        stage.join("bob", "guest").publish("bobcam", "video", "regular");

        stage.join("vera", "viewer");

        assertThat(stage.wanted("vera"))
                .extracting(MediaCommand.SubscribedTrack::trackId)
                .containsExactly("cam");
        Client vera = stage.clients.get("vera");
        assertThat(vera.prefer("1", "high", "bobcam").get("error").get("code").asInt())
                .isEqualTo(404);
        assertThat(stage.media(MediaCommand.Forward.class)).isEmpty();
        assertThat(vera.last("peer-list").get("peers").get("bob").get("tracks").propertyNames())
                .containsExactly("bobcam");
    }

    @Test
    void muting_fifty_times_reaches_the_others_in_order_and_never_the_sender() {
        Stage stage = Stage.usual();
        Client alice = stage.join("alice", "host");
        Client bob = stage.join("bob", "guest");
        alice.publish("cam", "video", "regular");

        for (int i = 0; i < 50; i++) {
            alice.mute("cam", true);
            assertThat(bob.prefer("off" + i, "none", "cam").has("result")).isTrue();
            alice.mute("cam", false);
            assertThat(bob.prefer("on" + i, "high", "cam").has("result")).isTrue();
        }

        var heard = bob.all("on-track-update").stream()
                .map(params -> params.get("tracks").get("cam").get("mute").asBoolean())
                .toList();
        assertThat(heard).hasSize(100);
        assertThat(heard.getLast()).isFalse();
        assertThat(alice.heard()).doesNotContain("on-track-update");
        assertThat(stage.lastMedia(MediaCommand.Forward.class))
                .isEqualTo(new MediaCommand.Forward("bob", "cam", MediaCommand.Layer.HIGH));
    }

    @Test
    void a_track_muted_while_its_offer_is_with_media_is_announced_muted() {
        Stage stage = Stage.usual();
        Client alice = stage.join("alice", "host");
        Client bob = stage.join("bob", "guest");
        stage.mediaAnswers = false;
        alice.publish("cam", "video", "regular");
        alice.mute("cam", true);
        var offer = stage.lastMedia(MediaCommand.PublishOffer.class);
        stage.event(new MediaEvent.PublishAnswer("alice", offer.reference(), "sdp"));

        assertThat(bob.last("on-track-add").get("tracks").get("cam").get("mute").asBoolean())
                .isTrue();
    }

    @Test
    void offers_for_another_media_node_are_moot() {
        Stage stage = Stage.usual();
        Client alice = stage.join("alice", "host");
        int before = stage.media.size();

        assertThat(alice.offer("n-old").get("error").get("code").asInt()).isEqualTo(421);
        var stale = Json.object().put("sfu_node_id", "n-old").put("target", 0);
        stale.putObject("candidate").put("candidate", "candidate:1");
        alice.notify("trickle", stale);

        assertThat(stage.media).hasSize(before);
    }

    @Test
    void a_subscribe_offer_is_passed_on_and_its_answer_taken_once() {
        Stage stage = Stage.usual();
        Client alice = stage.join("alice", "host");
        stage.event(new MediaEvent.SubscribeOffer("alice", "v=0"));
        assertThat(alice.last("offer").get("sdp").asString()).isEqualTo("v=0");
        assertThat(alice.last("offer").get("type").asString()).isEqualTo("offer");

        var params = Json.object().put("sfu_node_id", Stage.NODE);
        params.putObject("desc").put("type", "answer").put("sdp", "mine");
        alice.notify("answer", params);
        alice.notify("answer", params);

        assertThat(stage.media(MediaCommand.SubscribeAnswer.class))
                .containsExactly(new MediaCommand.SubscribeAnswer("alice", "mine"));
    }

    @Test
    void candidates_are_passed_on_except_the_empty_one() {
        Stage stage = Stage.usual();
        Client alice = stage.join("alice", "host");
        var params = Json.object().put("target", 1);
        params.putObject("candidate").put("candidate", "");
        alice.notify("trickle", params);
        params.putObject("candidate").put("candidate", "candidate:1 1 udp");
        alice.notify("trickle", params);

        assertThat(stage.media(MediaCommand.Trickle.class))
                .containsExactly(new MediaCommand.Trickle("alice", 1, "candidate:1 1 udp"));
    }

    @Test
    void every_channel_request_is_answered_under_its_id_and_copies_too() {
        Stage stage = Stage.usual();
        stage.join("alice", "host").publish("cam", "video", "regular");
        Client bob = stage.join("bob", "guest");

        assertThat(bob.prefer("x", "low", "cam").get("id").asString()).isEqualTo("x");
        assertThat(bob.prefer("x", "low", "cam").get("id").asString()).isEqualTo("x");
        assertThat(stage.media(MediaCommand.Forward.class))
                .containsOnly(new MediaCommand.Forward("bob", "cam", MediaCommand.Layer.LOW));
        stage.event(new MediaEvent.ChannelText("bob", "{\"id\":\"y\",\"method\":\"nonsense\"}"));
        assertThat(stage.lastMedia(MediaCommand.SendChannel.class).text()).contains("\"y\"", "400");
    }

    @Test
    void speakers_are_told_to_everybody_and_to_those_whose_channel_opens_later() {
        Stage stage = Stage.usual();
        stage.join("alice", "host").publish("mic", "audio", "regular");
        stage.join("bob", "guest");

        stage.event(new MediaEvent.Speakers(
                List.of(new MediaEvent.Speaker("alice", "mic", 40), new MediaEvent.Speaker("gone", "x", 90))));
        var told = stage.media(MediaCommand.SendChannel.class);
        assertThat(told).extracting(MediaCommand.SendChannel::peerId).containsExactly("alice", "bob");
        assertThat(told.getFirst().text())
                .contains("active-speakers", "\"speaker-list\":[{\"peer_id\":\"alice\"")
                .doesNotContain("gone");

        stage.join("carl", "guest");
        stage.event(new MediaEvent.ChannelOpen("carl"));
        assertThat(stage.lastMedia(MediaCommand.SendChannel.class).peerId()).isEqualTo("carl");
    }
}
