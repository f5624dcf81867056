package dev.foyer.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.node.ObjectNode;

class ModerationTest {
    private record Action(String method, Permission needed, ObjectNode params) {}

    private static List<Action> actions() {
        ObjectNode one = Json.object().put("requested_for", "target");
        return List.of(
                new Action("peer-leave-request", Permission.REMOVE_OTHERS, one.deepCopy()),
                new Action("end-room", Permission.END_ROOM, Json.object().put("lock", false)),
                new Action(
                        "role-change-request",
                        Permission.CHANGE_ROLE,
                        one.deepCopy().put("role", "guest")),
                new Action(
                        "role-change-request",
                        Permission.CHANGE_ROLE,
                        one.deepCopy().put("role", "guest").put("force", true)),
                new Action("track-update-request", Permission.MUTE, track(one, true)),
                new Action("track-update-request", Permission.UNMUTE, track(one, false)),
                new Action(
                        "change-track-mute-state-request",
                        Permission.MUTE,
                        Json.object().put("value", true)),
                new Action(
                        "change-track-mute-state-request",
                        Permission.UNMUTE,
                        Json.object().put("value", false)),
                new Action(
                        "group-add",
                        Permission.CHANGE_ROLE,
                        Json.object().put("peer_id", "target").put("name", "_handraise")),
                new Action(
                        "group-remove",
                        Permission.CHANGE_ROLE,
                        Json.object().put("peer_id", "target").put("name", "_handraise")));
    }

    private static ObjectNode track(ObjectNode one, boolean mute) {
        return one.deepCopy().put("track_id", "mic").put("stream_id", "s").put("mute", mute);
    }

    /** Roles with no permission, each single one, all but each single one, and all. */
    private static List<RolePolicy> roles() {
        List<RolePolicy> roles = new ArrayList<>(List.of(Rooms.guest()));
        roles.add(Rooms.role("none", Set.of(), Set.of(), Set.of()));
        roles.add(Rooms.role("all", Set.of(), Set.of(), EnumSet.allOf(Permission.class)));
        for (Permission permission : Permission.values()) {
            roles.add(Rooms.role("only " + permission.wire(), Set.of(), Set.of(), EnumSet.of(permission)));
            roles.add(Rooms.role(
                    "all but " + permission.wire(), Set.of(), Set.of(), EnumSet.complementOf(EnumSet.of(permission))));
        }
        return roles;
    }

    @TestFactory
    Stream<DynamicTest> every_permission_of_every_role_is_enforced() {
        List<RolePolicy> roles = roles();
        return actions().stream()
                .flatMap(action -> roles.stream()
                        .map(role -> DynamicTest.dynamicTest(
                                action.method() + " " + action.params() + " as " + role.name(),
                                () -> check(roles, action, role))));
    }

    private static void check(List<RolePolicy> roles, Action action, RolePolicy role) {
        Stage stage = new Stage(Rooms.policy(0, false, roles));
        Client target = stage.join("target", "guest");
        target.publish("mic", "audio", "regular");
        target.forget();
        Client actor = stage.join("actor", role.name());
        target.forget();

        int code = actor.error(action.method(), action.params());

        if (role.may(action.needed())) {
            assertThat(code).isZero();
        } else {
            assertThat(code).isEqualTo(403);
            assertThat(target.heard()).isEmpty();
        }
    }

    @Test
    void a_removed_peer_is_asked_to_leave_and_put_out_if_it_does_not() {
        Stage stage = Stage.usual();
        Client alice = stage.join("alice", "host");
        Client bob = stage.join("bob", "guest");

        alice.call(
                "peer-leave-request", Json.object().put("requested_for", "bob").put("reason", "bye"));

        ObjectNode request = bob.last("on-peer-leave-request");
        assertThat(request.get("requested_by").asString()).isEqualTo("alice");
        assertThat(request.get("room_end").asBoolean()).isFalse();
        assertThat(bob.error("broadcast", Json.object())).isEqualTo(410);
        stage.later(2_000);
        assertThat(alice.heard()).contains("on-peer-leave");
        assertThat(stage.closed).containsExactly(bob.socket);
    }

    @Test
    void ending_and_locking_a_room_sends_everybody_out_and_disables_it() {
        Stage stage = Stage.usual();
        Client alice = stage.join("alice", "host");
        Client bob = stage.join("bob", "guest");
        Client preview = stage.connect("carl", "guest");

        assertThat(alice.call("end-room", Json.object().put("lock", true).put("reason", "done"))
                        .get("result"))
                .isEqualTo(Json.object());

        assertThat(bob.last("on-peer-leave-request").get("room_end").asBoolean())
                .isTrue();
        assertThat(alice.heard()).doesNotContain("on-peer-leave-request");
        assertThat(preview.last("on-error").get("message").asString()).isEqualTo("room is not active");
        assertThat(stage.facts(Effect.DisableRoom.class)).containsExactly(new Effect.DisableRoom("done"));
        stage.later(2_000);
        assertThat(stage.session.isEmpty()).isTrue();
        assertThat(stage.facts(Effect.SessionEnded.class)).hasSize(1);
    }

    @Test
    void the_operator_can_end_the_room_remove_rename_and_announce() {
        Stage stage = Stage.usual();
        Client alice = stage.join("alice", "host");
        Client bob = stage.join("bob", "guest");

        stage.run(new RoomCommand.UpdatePeer("bob", "Robert", null, "viewer"));
        assertThat(bob.last("on-policy-change").get("name").asString()).isEqualTo("viewer");
        assertThat(alice.last("on-peer-update").get("info").get("name").asString())
                .isEqualTo("Robert");
        stage.run(new RoomCommand.Announce("hi", "chat", null, null));
        assertThat(bob.last("on-broadcast").has("peer")).isFalse();
        stage.run(new RoomCommand.RemovePeer("bob", "out"));
        assertThat(bob.last("on-peer-leave-request").has("requested_by")).isFalse();
        stage.run(new RoomCommand.EndRoom("closed", true));
        assertThat(alice.last("on-peer-leave-request").get("room_end").asBoolean())
                .isTrue();
    }

    @Test
    void a_mute_for_a_role_reaches_only_that_role_and_never_the_caller() {
        Stage stage = Stage.usual();
        Client alice = stage.join("alice", "host");
        Client bob = stage.join("bob", "guest");
        Client vera = stage.join("vera", "viewer");
        ObjectNode params = Json.object().put("value", true).put("type", "audio");
        params.putArray("roles").add("guest").add("host");

        alice.call("change-track-mute-state-request", params);

        assertThat(bob.last("on-change-track-mute-state-request").get("type").asString())
                .isEqualTo("audio");
        assertThat(vera.heard()).doesNotContain("on-change-track-mute-state-request");
        assertThat(alice.heard()).doesNotContain("on-change-track-mute-state-request");
    }
}
