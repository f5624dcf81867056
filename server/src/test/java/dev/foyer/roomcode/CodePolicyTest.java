package dev.foyer.roomcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foyer.database.Engine;
import dev.foyer.kernel.Refusal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ObjectNode;

class CodePolicyTest {
    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_code_opens_between_its_times_and_says_when(Engine engine) {
        try (Door door = new Door(engine)) {
            RoomCode code = door.code("{'not_before':'2026-01-05T10:00:00Z','expires_at':'2026-01-05T11:00:00Z'}");
            Refusal early = door.refused(code, "{}");
            assertThat(early.status()).isEqualTo(403);
            assertThat(early.text()).isEqualTo("code is not valid yet");
            assertThat(early.details()).containsExactly("2026-01-05T10:00:00Z");
            door.parts.pass(Duration.ofHours(1));
            assertThat(door.enter(code, "{}").path("code_id").asString())
                    .isEqualTo(code.id().text());
            door.parts.pass(Duration.ofHours(1));
            assertThat(door.refused(code, "{}").text()).isEqualTo("code has expired");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_pin_is_asked_for_and_kept_only_as_a_keyed_hash(Engine engine) {
        try (Door door = new Door(engine)) {
            RoomCode code = door.code("{'pin':'4711'}");
            assertThat(door.refused(code, "{}").text()).isEqualTo("pin required");
            assertThat(door.refused(code, "{'pin':'4712'}").text()).isEqualTo("pin is wrong");
            assertThat(door.enter(code, "{'pin':' 4711 '}").path("room_id").asString())
                    .isEqualTo(door.room.id().text());
            String stored = door.parts
                    .database
                    .jdbi()
                    .withHandle(handle -> handle.createQuery("select policy from room_code")
                            .mapTo(String.class)
                            .one());
            assertThat(stored).contains("hash").doesNotContain("4711");
            assertThat(CodeViews.code(code).path("policy").toString()).isEqualTo("{\"pin\":true}");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void wrong_pins_are_bounded_and_lock_nobody_out_for_ever(Engine engine) {
        try (Door door = new Door(engine)) {
            RoomCode code = door.code("{'pin':'4711'}");
            String known = "{'pin':'4711','device':'laptop'}";
            door.enterFrom(code, known, "198.51.100.7");
            for (int block = 0; block < 10; block++) {
                for (int attempt = 0; attempt < 5; attempt++) {
                    String from = "203.0.113." + block;
                    assertThat(Door.refusal(() -> door.enterFrom(code, "{'pin':'0000'}", from))
                                    .details())
                            .isEmpty();
                }
            }
            Refusal locked = Door.refusal(() -> door.enterFrom(code, "{'pin':'4711'}", "203.0.113.3"));
            assertThat(locked.text()).isEqualTo("pin is wrong");
            assertThat(locked.details()).hasSize(1);
            assertThat(Door.refusal(() -> door.enterFrom(code, "{'pin':'4711'}", "203.0.113.99"))
                            .details())
                    .hasSize(1);
            assertThat(door.enterFrom(code, known, "203.0.113.3").has("code_id"))
                    .isTrue();
            door.parts.pass(Duration.ofSeconds(31));
            assertThat(door.enterFrom(code, "{'pin':'4711'}", "203.0.113.99").has("code_id"))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void asking_for_more_than_a_right_code_is_no_guess(Engine engine) {
        try (Door door = new Door(engine)) {
            RoomCode code = door.code("{'pin':'4711','lobby':true}");
            for (int i = 0; i < 100; i++) {
                assertThat(door.refused(code, "{}").text()).isEqualTo("pin required");
            }
            assertThat(door.refused(code, "{'pin':'4711'}").text()).isEqualTo("waiting for approval");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void so_many_people_are_in_at_a_time_and_a_place_that_is_left_is_free(Engine engine) {
        try (Door door = new Door(engine)) {
            RoomCode code = door.code("{'max_concurrent':1}");
            ObjectNode first = door.enter(code, "{'device':'a'}");
            ObjectNode second = door.enter(code, "{'device':'b'}");
            assertThat(first.path("code_max").asInt()).isEqualTo(1);
            door.join(first, "p1");
            assertThat(door.refused(code, "{'device':'b'}").text()).isEqualTo("too many people are in with this code");
            assertThat(door.refusedAtDoor(second).text()).isEqualTo("too many people are in with this code");
            assertThat(door.enter(code, "{'device':'a'}").has("code_id")).isTrue();
            door.inside.left(door.room.id().text(), "p1");
            door.rule.admit(second, door.room);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void whoever_is_inside_comes_back_after_the_code_expired_and_nobody_else_comes_in(Engine engine) {
        try (Door door = new Door(engine)) {
            RoomCode code = door.code("{'expires_at':'2026-01-05T10:00:00Z'}");
            ObjectNode inside = door.enter(code, "{}");
            ObjectNode outside = door.enter(code, "{}");
            door.rule.admit(outside, door.room);
            door.join(inside, "p1");
            assertThat(door.rule.onlyBack(inside, door.room)).isFalse();
            door.parts.pass(Duration.ofHours(2));
            door.rule.admit(inside, door.room);
            assertThat(door.rule.onlyBack(inside, door.room)).isTrue();
            assertThat(door.refusedAtDoor(outside).text()).isEqualTo("code has expired");
            door.parts.codes.enable(door.parts.workspace.id(), code.code().value(), false);
            door.rule.admit(inside, door.room);
            assertThat(door.refusedAtDoor(outside).text()).isEqualTo("room code is disabled");
            door.inside.left(door.room.id().text(), "p1");
            assertThat(door.refusedAtDoor(inside).text()).isEqualTo("room code is disabled");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_policy_changes_member_by_member_and_old_tokens_meet_the_new_one(Engine engine) {
        try (Door door = new Door(engine)) {
            RoomCode code = door.code("{'label':'Course','subject':{'name':'Ada','email':'ada@example.org'}}");
            ObjectNode token = door.enter(code, "{}");
            assertThat(token.path("code_name").asString()).isEqualTo("Ada");
            assertThat(token.toString()).doesNotContain("example.org");
            door.rule.admit(token, door.room);
            RoomCode changed = door.change(code, "{'pin':'secret','label':null}");
            assertThat(changed.policy().label()).isNull();
            assertThat(changed.policy().subject()).isEqualTo(code.policy().subject());
            assertThat(changed.toString()).doesNotContain("Ada", "ada@");
            assertThat(door.refusedAtDoor(token).text()).isEqualTo("pin required");
            assertThat(door.parts.codes.find(code.id())).contains(changed);
        }
    }

    @Test
    void what_makes_no_sense_is_refused() {
        try (Door door = new Door(Engine.SQLITE)) {
            for (String policy : List.of(
                    "{'max_uses':0}",
                    "{'max_uses':'1'}",
                    "{'max_uses':2,'one_time':true}",
                    "{'max_concurrent':1000001}",
                    "{'pin':'123'}",
                    "{'pin':'1234567890123'}",
                    "{'pin':4711}",
                    "{'not_before':'tomorrow'}",
                    "{'expires_at':'+999999999-01-01T00:00:00Z'}",
                    "{'not_before':'2026-01-06T00:00:00Z','expires_at':'2026-01-06T00:00:00Z'}",
                    "{'subject':{'email':'a@b'}}",
                    "{'subject':{'name':'A','email':'nobody'}}",
                    "{'subject':{'name':'" + "x".repeat(129) + "'}}",
                    "{'label':'a\\u0000b'}",
                    "{'lobby':1}")) {
                assertThatThrownBy(() -> door.code(policy))
                        .as(policy)
                        .isInstanceOfSatisfying(
                                Refusal.class,
                                refusal -> assertThat(refusal.status()).isEqualTo(400));
            }
        }
    }
}
