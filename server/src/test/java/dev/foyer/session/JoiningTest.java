package dev.foyer.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JoiningTest {
    @Test
    void the_policy_is_the_first_thing_a_client_hears() {
        Client alice = Stage.usual().connect("alice", "guest");

        assertThat(alice.heard()).containsExactly("on-policy-change", "room-info", "session-info");
        assertThat(alice.last("on-policy-change").get("name").asString()).isEqualTo("guest");
        assertThat(alice.last("on-policy-change").get("known_roles").propertyNames())
                .containsExactly("host", "guest", "viewer");
    }

    @Test
    void a_previewing_peer_is_never_announced() {
        Stage stage = Stage.usual();
        Client alice = stage.join("alice", "host");
        alice.forget();

        Client bob = stage.connect("bob", "guest");
        stage.later(3_000);
        bob.close(1000);

        assertThat(alice.heard()).isEmpty();
        assertThat(stage.media(MediaCommand.OpenPeer.class)).hasSize(1);
    }

    @Test
    void joining_answers_lists_and_announces() {
        Stage stage = Stage.usual();
        Client alice = stage.join("alice", "host");
        alice.publish("mic", "audio", "regular");
        alice.forget();

        Client bob = stage.connect("bob", "guest");
        var answer = bob.join().get("result");

        assertThat(answer.get("type").asString()).isEqualTo("answer");
        assertThat(answer.get("sdp").asString()).isEqualTo("answer to join of bob");
        assertThat(answer.get("sfu_node_id").asString()).isEqualTo(Stage.NODE);
        var peers = bob.last("peer-list").get("peers");
        assertThat(peers.propertyNames()).containsExactly("alice");
        assertThat(peers.get("alice").get("realtime").asBoolean()).isTrue();
        assertThat(peers.get("alice").get("tracks").propertyNames()).containsExactly("mic");
        assertThat(alice.last("on-peer-join").get("peer_id").asString()).isEqualTo("bob");
        assertThat(bob.heard()).doesNotContain("on-peer-join");
    }

    @Test
    void nobody_is_announced_before_media_has_answered() {
        Stage stage = Stage.usual();
        Client alice = stage.join("alice", "host");
        alice.forget();
        stage.mediaAnswers = false;

        Client bob = stage.connect("bob", "guest");
        assertThat(bob.join()).isEmpty();

        assertThat(alice.heard()).isEmpty();
    }

    @Test
    void a_join_that_media_refuses_or_forgets_is_answered_and_can_be_repeated() {
        Stage stage = Stage.usual();
        stage.mediaAnswers = false;
        Client bob = stage.connect("bob", "guest");
        bob.join();
        stage.later(11_000);
        assertThat(bob.answer("bob-1").get("error").get("code").asInt()).isEqualTo(503);

        bob.join();
        var offer = stage.lastMedia(MediaCommand.PublishOffer.class);
        stage.event(new MediaEvent.PublishFailed("bob", offer.reference(), 500, "no"));
        assertThat(bob.answer("bob-2").get("error").get("code").asInt()).isEqualTo(500);

        stage.mediaAnswers = true;
        assertThat(bob.join().has("result")).isTrue();
        assertThat(stage.facts(Effect.PeerJoined.class)).hasSize(1);
    }

    @Test
    void a_join_without_offer_opens_no_media() {
        Stage stage = Stage.usual();
        Client bob = stage.connect("bob", "viewer");

        var result = bob.call("join", Json.object().put("name", "bob").put("data", ""))
                .get("result");

        assertThat(result.get("sfu_node_id").asString()).isEqualTo(Stage.NODE);
        assertThat(stage.media).isEmpty();
        assertThat(bob.last("peer-list").get("peers")).isEmpty();
    }

    @Test
    void a_full_role_and_a_full_room_refuse_the_join() {
        RolePolicy one = Rooms.role("solo", Set.of(), Set.of(), Set.of(), 1);
        RolePolicy none = Rooms.role("none", Set.of(), Set.of(), Set.of(), -1);
        Stage stage = new Stage(Rooms.policy(2, false, List.of(one, none, Rooms.guest())));
        stage.join("alice", "solo");

        var refused = stage.connect("bob", "solo").join().get("error");
        assertThat(refused.get("message").asString()).isEqualTo("role limit reached");
        assertThat(stage.connect("carl", "none")
                        .join()
                        .get("error")
                        .get("message")
                        .asString())
                .isEqualTo("role limit reached");
        stage.join("dora", "guest");
        assertThat(stage.connect("emil", "guest")
                        .join()
                        .get("error")
                        .get("message")
                        .asString())
                .isEqualTo("role limit reached");
    }

    @Test
    void a_session_starts_with_the_first_peer_and_ends_with_the_last() {
        Stage stage = Stage.usual();
        Client alice = stage.join("alice", "host");
        Client bob = stage.join("bob", "guest");
        String session = stage.facts(Effect.SessionStarted.class).getFirst().sessionId();
        assertThat(session).matches("[0-9a-f]{24}");
        assertThat(bob.last("session-info").get("session_id").asString()).isEqualTo(session);

        alice.notify("leave", Json.object().put("client_reason", "user request"));
        alice.close(1000);
        assertThat(stage.facts(Effect.SessionEnded.class)).isEmpty();
        bob.close(1001);
        assertThat(stage.facts(Effect.SessionEnded.class)).hasSize(1);
        assertThat(stage.session.isEmpty()).isTrue();

        stage.join("carl", "host");
        assertThat(stage.facts(Effect.SessionStarted.class).getLast().sessionId())
                .isNotEqualTo(session);
    }

    @Test
    void ten_peers_that_join_within_a_second_all_know_each_other() {
        Stage stage = Stage.usual();
        for (int i = 0; i < 10; i++) {
            stage.join("p" + i, "guest").publish("cam" + i, "video", "regular");
            stage.now += 100;
        }
        stage.later(2_000);

        for (Client client : stage.clients.values()) {
            int listed = client.last("peer-list").get("peers").size();
            assertThat(listed + client.all("on-peer-join").size()).isEqualTo(9);
            assertThat(client.last("session-info").get("peer_count").asInt()).isEqualTo(10);
            assertThat(stage.wanted(client.peerId)).hasSize(9);
            assertThat(client.heard()).doesNotContain("offer");
        }
    }

    @Test
    void a_lost_join_answer_can_be_asked_for_again_on_a_new_socket() {
        Stage stage = Stage.usual();
        Client alice = stage.join("alice", "host");
        Client bob = stage.join("bob", "guest");
        alice.forget();

        bob.open();
        assertThat(bob.join().has("result")).isTrue();

        assertThat(alice.heard()).doesNotContain("on-peer-join", "on-peer-leave");
        assertThat(stage.facts(Effect.PeerJoined.class)).hasSize(2);
    }

    @Test
    void large_rooms_announce_only_those_who_may_publish_or_raise_a_hand() {
        Stage stage = new Stage(Rooms.policy(0, true, List.of(Rooms.host(), Rooms.viewer())));
        Client alice = stage.join("alice", "host");
        alice.forget();
        Client bob = stage.join("bob", "viewer");
        assertThat(alice.heard()).doesNotContain("on-peer-join");

        bob.call("group-join", Json.object().put("name", "_handraise"));
        assertThat(alice.last("on-peer-update").get("realtime").asBoolean()).isTrue();
        bob.call("group-leave", Json.object().put("name", "_handraise"));
        assertThat(alice.last("on-peer-update").get("realtime").asBoolean()).isFalse();
        stage.later(1_500);
        assertThat(alice.last("session-info").get("peer_count").asInt()).isEqualTo(2);
    }
}
