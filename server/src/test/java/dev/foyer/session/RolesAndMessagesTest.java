package dev.foyer.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class RolesAndMessagesTest {
    private final Stage stage = Stage.usual();
    private final Client alice = stage.join("alice", "host");
    private final Client bob = stage.join("bob", "guest");

    private static ObjectNode change(String peer, String role, boolean force) {
        return Json.object().put("requested_for", peer).put("role", role).put("force", force);
    }

    private static ObjectNode message(String text) {
        ObjectNode params = Json.object();
        params.putObject("info").put("message", text).put("type", "chat");
        return params;
    }

    @Test
    void a_forced_role_change_tells_the_target_its_policy_and_takes_back_its_tracks() {
        bob.publish("cam", "video", "regular");
        alice.publish("mic", "audio", "regular");
        bob.forget();

        alice.call("role-change-request", change("bob", "viewer", true));

        assertThat(bob.heard()).containsExactly("on-policy-change");
        assertThat(bob.last("on-policy-change").get("name").asString()).isEqualTo("viewer");
        assertThat(alice.last("on-peer-update").get("role").asString()).isEqualTo("viewer");
        assertThat(alice.last("on-peer-update").get("realtime").asBoolean()).isTrue();
        assertThat(alice.last("on-track-remove").get("tracks").propertyNames()).containsExactly("cam");
        assertThat(stage.facts(Effect.RoleChanged.class)).hasSize(1);
        bob.offer(Stage.NODE);
        assertThat(stage.lastMedia(MediaCommand.PublishOffer.class).tracks()).isEmpty();
    }

    @Test
    void going_to_the_stage_and_back_works_and_the_new_role_survives_a_reconnect() {
        Client vera = stage.join("vera", "viewer");
        alice.call("role-change-request", change("vera", "host", true));
        vera.publish("screen", "video", "screen");
        assertThat(bob.last("on-track-add").get("tracks").propertyNames()).containsExactly("screen");
        vera.close(1006);
        vera.open();
        assertThat(vera.last("on-policy-change").get("name").asString()).isEqualTo("host");
        alice.call("role-change-request", change("vera", "viewer", true));
        assertThat(bob.last("on-track-remove").get("tracks").propertyNames()).containsExactly("screen");
    }

    @Test
    void a_requested_role_change_happens_once_the_target_accepts_with_the_token() {
        alice.call("role-change-request", change("bob", "host", false));
        ObjectNode request = bob.last("on-role-change-request");
        assertThat(request.get("requested_by").asString()).isEqualTo("alice");
        String token = request.get("token").asString();

        assertThat(bob.error("role-change", Json.object().put("role", "host").put("token", "guess")))
                .isEqualTo(400);
        assertThat(bob.error("role-change", Json.object().put("role", "viewer").put("token", token)))
                .isEqualTo(400);
        ObjectNode right = Json.object().put("role", "host").put("token", token);
        assertThat(bob.call("role-change", right).has("result")).isTrue();
        assertThat(bob.error("role-change", right)).isEqualTo(400);
        assertThat(stage.session.view().peers().get(1).role()).isEqualTo("host");
    }

    @Test
    void a_bulk_role_change_moves_everybody_of_the_named_roles() {
        Client vera = stage.join("vera", "viewer");
        ObjectNode params = Json.object().put("role", "guest").put("force", true);
        params.putArray("roles").add("viewer");

        assertThat(alice.call("role-change-request", params).has("result")).isTrue();

        assertThat(vera.last("on-policy-change").get("name").asString()).isEqualTo("guest");
    }

    @Test
    void unknown_peers_unknown_roles_and_full_roles_are_refused() {
        assertThat(alice.error("role-change-request", change("nobody", "guest", true)))
                .isEqualTo(404);
        assertThat(alice.error("role-change-request", change("bob", "king", true)))
                .isEqualTo(400);
        Stage small = new Stage(
                Rooms.policy(Rooms.host(), Rooms.guest(), Rooms.role("one", Set.of(), Set.of(), Set.of(), 1)));
        Client host = small.join("h", "host");
        small.join("a", "guest");
        small.join("b", "one");
        assertThat(host.call("role-change-request", change("a", "one", true))
                        .get("error")
                        .get("message")
                        .asString())
                .isEqualTo("role limit reached");
    }

    @Test
    void messages_reach_everybody_but_the_sender_in_order() {
        ObjectNode result = (ObjectNode) alice.call("broadcast", message("one")).get("result");
        alice.call("broadcast", message("two"));

        assertThat(result.get("message_id").asString()).isNotEmpty();
        assertThat(result.get("timestamp").asLong()).isEqualTo(stage.now);
        assertThat(bob.all("on-broadcast"))
                .extracting(params -> params.get("info").get("message").asString())
                .containsExactly("one", "two");
        assertThat(bob.last("on-broadcast").get("private").asBoolean()).isFalse();
        assertThat(alice.heard()).doesNotContain("on-broadcast");
    }

    @Test
    void messages_for_roles_and_for_one_peer_reach_nobody_else() {
        Client vera = stage.join("vera", "viewer");
        ObjectNode toViewers = message("v");
        toViewers.putArray("roles").add("viewer");
        bob.call("broadcast", toViewers);
        bob.call("broadcast", message("d").put("peer_id", "alice"));

        assertThat(vera.all("on-broadcast")).hasSize(1);
        assertThat(alice.all("on-broadcast")).hasSize(1);
        assertThat(alice.last("on-broadcast").get("private").asBoolean()).isTrue();
        assertThat(bob.error("broadcast", message("x").put("peer_id", "nobody")))
                .isEqualTo(404);
        assertThat(bob.error("broadcast", message("x".repeat(17_000)))).isEqualTo(400);
    }

    @Test
    void a_raised_hand_is_told_to_all_including_the_one_who_raised_it() {
        ObjectNode hand = Json.object().put("name", "_handraise");
        ObjectNode result = (ObjectNode) bob.call("group-join", hand).get("result");
        assertThat(result.get("groups")).isEqualTo(Json.strings(List.of("_handraise")));
        assertThat(bob.last("on-peer-update").get("groups")).isEqualTo(Json.strings(List.of("_handraise")));
        assertThat(alice.last("on-peer-update").get("peer_id").asString()).isEqualTo("bob");

        alice.call("group-remove", hand.deepCopy().put("peer_id", "bob"));
        assertThat(bob.last("on-peer-update").get("groups")).isEmpty();
    }

    @Test
    void a_new_name_is_told_to_the_others_only() {
        bob.call("peer-update", Json.object().put("name", "Bobby"));
        assertThat(alice.last("on-peer-update").get("info").get("name").asString())
                .isEqualTo("Bobby");
        assertThat(bob.heard()).doesNotContain("on-peer-update");
        assertThat(bob.error("peer-update", Json.object())).isEqualTo(400);
    }

    @Test
    void peers_can_be_found_by_id_role_group_name_and_page_by_page() {
        for (int i = 0; i < 25; i++) {
            stage.join("p" + i, "viewer");
        }
        var first = bob.call("find-peer", Json.object().put("role", "viewer").put("limit", 20))
                .get("result");
        assertThat(first.get("total").asInt()).isEqualTo(25);
        assertThat(first.get("eof").asBoolean()).isFalse();
        ObjectNode more =
                Json.object().put("iterator", first.get("iterator").asString()).put("limit", 20);
        var second = bob.call("peer-iter-next", more).get("result");
        assertThat(second.get("peers")).hasSize(5);
        assertThat(second.get("eof").asBoolean()).isTrue();
        assertThat(bob.error("peer-iter-next", more)).isEqualTo(404);
        ObjectNode ids = Json.object();
        ids.putArray("peerIds").add("alice");
        assertThat(bob.call("find-peer", ids).get("result").get("total").asInt())
                .isEqualTo(1);
        var named = bob.call(
                        "peer-name-search", Json.object().put("query", "P2").put("limit", 3))
                .get("result");
        assertThat(named.get("peers")).hasSize(3);
        assertThat(named.get("count").asInt()).isEqualTo(6);
        assertThat(bob.error("get-peer", Json.object().put("peer_id", "nobody")))
                .isEqualTo(404);
        assertThat(bob.call("get-peer", Json.object().put("peer_id", "alice"))
                        .get("result")
                        .get("role")
                        .asString())
                .isEqualTo("host");
    }

    @Test
    void a_changed_template_is_told_before_anybody_with_a_new_role_appears() {
        stage.run(new RoomCommand.PolicyChanged(Rooms.usual()));
        assertThat(bob.all("on-policy-change")).hasSize(1);
        RolePolicy fresh = Rooms.role("speaker", Set.of("audio"), Set.of("host"), Set.of());
        stage.run(new RoomCommand.PolicyChanged(Rooms.policy(Rooms.host(), Rooms.viewer(), fresh)));
        stage.join("sam", "speaker");

        assertThat(alice.heard().indexOf("on-policy-change")).isZero();
        assertThat(alice.heard().lastIndexOf("on-policy-change"))
                .isLessThan(alice.heard().lastIndexOf("on-peer-join"));
        assertThat(alice.last("on-policy-change").get("known_roles").propertyNames())
                .contains("speaker", "guest");
    }
}
