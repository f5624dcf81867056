package dev.foyer.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** The facts that webhooks and analytics are made of. */
class FactsTest {
    private final Stage stage = Stage.usual();

    private static ObjectNode target(String peer) {
        return Json.object().put("requested_for", peer);
    }

    @Test
    void a_peer_is_described_before_it_joins_and_when_it_changes() {
        Client alice = stage.join("alice", "host");
        assertThat(stage.facts)
                .hasExactlyElementsOfTypes(
                        Effect.SessionStarted.class, Effect.PeerDescribed.class, Effect.PeerJoined.class);
        alice.call("peer-update", Json.object().put("name", "Al").put("data", "{}"));
        assertThat(stage.facts(Effect.PeerDescribed.class))
                .last()
                .isEqualTo(new Effect.PeerDescribed("alice", "Al", "{}"));
    }

    @Test
    void an_expelled_peer_and_an_ended_room_name_who_asked() {
        Client alice = stage.join("alice", "host");
        stage.join("bob", "guest");
        alice.call("peer-leave-request", target("bob").put("reason", "spam"));
        assertThat(stage.facts(Effect.PeerExpelled.class))
                .containsExactly(new Effect.PeerExpelled("bob", "spam", "alice", false));
        String session = stage.session.view().sessionId();
        alice.call("end-room", Json.object().put("reason", "over").put("lock", true));
        stage.run(new RoomCommand.EndRoom("closed", false));
        assertThat(stage.facts(Effect.RoomEnded.class))
                .containsExactly(
                        new Effect.RoomEnded(session, "alice", "over", true),
                        new Effect.RoomEnded(session, "", "closed", false));
    }

    @Test
    void nothing_ends_where_nobody_is() {
        stage.connect("alice", "host");
        stage.run(new RoomCommand.EndRoom("closed", false));
        assertThat(stage.facts(Effect.RoomEnded.class)).isEmpty();
    }

    @Test
    void tracks_begin_change_and_end_also_when_their_peer_leaves() {
        Client alice = stage.join("alice", "host");
        alice.publish("mic", "audio", "regular");
        alice.mute("mic", true);
        alice.publish("cam", "video", "regular");
        alice.unpublish("mic");
        alice.close(1000);
        assertThat(stage.facts(Effect.TrackChanged.class))
                .extracting(fact -> fact.change() + " " + fact.track().trackId())
                .containsExactly("ADDED mic", "UPDATED mic", "ADDED cam", "REMOVED mic", "REMOVED cam");
        assertThat(stage.facts.subList(stage.facts.size() - 3, stage.facts.size()))
                .hasExactlyElementsOfTypes(Effect.TrackChanged.class, Effect.PeerLeft.class, Effect.SessionEnded.class);
    }

    @Test
    void a_full_role_is_told_once_however_often_a_client_tries() {
        Stage small = new Stage(Rooms.policy(Rooms.host(), Rooms.role("one", Set.of(), Set.of(), Set.of(), 1)));
        Client host = small.join("host", "host");
        small.join("a", "one");
        Client late = small.connect("b", "one");
        late.join();
        late.join();
        assertThat(small.facts(Effect.JoinRefused.class))
                .containsExactly(new Effect.JoinRefused("b", "user b", "b", "", "one", "role limit reached"));
        small.join("c", "host");
        host.call("role-change-request", target("c").put("role", "one").put("force", true));
        assertThat(small.facts(Effect.RoleChangeRefused.class))
                .extracting(Effect.RoleChangeRefused::peerId, Effect.RoleChangeRefused::requestedBy)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("c", "host"));
    }

    @Test
    void an_accepted_request_names_who_asked() {
        Client alice = stage.join("alice", "host");
        Client bob = stage.join("bob", "guest");
        alice.call("role-change-request", target("bob").put("role", "host"));
        ObjectNode request = bob.last("on-role-change-request");
        bob.call("role-change", Json.object().put("role", "host").put("token", Json.text(request, "token")));
        stage.run(new RoomCommand.UpdatePeer("bob", null, null, "guest"));
        assertThat(stage.facts(Effect.RoleChanged.class))
                .extracting(Effect.RoleChanged::requestedBy)
                .containsExactly("alice", "");
    }

    @Test
    void failures_of_clients_are_cut_to_what_helps_and_the_rest_is_dropped() {
        Client alice = stage.join("alice", "host");
        for (String name : List.of("publish.failed", "device.change", "subscriber.stats")) {
            ObjectNode params = Json.object().put("name", name);
            params.putObject("info")
                    .put("error_code", 3001)
                    .put("error_message", "m".repeat(5_000))
                    .put("token", "secret");
            alice.notify("analytics", params);
        }
        assertThat(stage.facts(Effect.ClientFailed.class)).hasSize(1);
        ClientFailure failure =
                stage.facts(Effect.ClientFailed.class).getFirst().failure();
        assertThat(failure.code()).isEqualTo(3001);
        assertThat(failure.message()).hasSize(512);
        assertThat(failure.toString()).doesNotContain("secret");
    }

    @Test
    void reasons_that_clients_give_are_cut() {
        Client alice = stage.join("alice", "host");
        stage.join("bob", "guest");
        alice.call("peer-leave-request", target("bob").put("reason", "r".repeat(5_000)));
        assertThat(stage.facts(Effect.PeerExpelled.class).getFirst().reason()).hasSize(256);
        Client carol = stage.join("carol", "guest");
        carol.notify("leave", Json.object().put("client_reason", "x".repeat(255) + "\ud83d\ude00"));
        assertThat(stage.facts(Effect.PeerLeft.class))
                .extracting(Effect.PeerLeft::reason)
                .last()
                .isEqualTo("x".repeat(255));
    }
}
