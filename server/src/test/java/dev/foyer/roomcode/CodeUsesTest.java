package dev.foyer.roomcode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.database.Engine;
import dev.foyer.kernel.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ObjectNode;

class CodeUsesTest {
    /** The whole goal is a hundred runs on each engine: {@code -Dfoyer.race.runs=100}. */
    private static final int RUNS = Integer.getInteger("foyer.race.runs", 2);

    private static final int CALLERS = 1_000;
    /** More at once would only wait longer for one of the database's connections, on a busy machine for too long. */
    private static final int AT_ONCE = 64;

    @ParameterizedTest
    @EnumSource(Engine.class)
    void of_a_thousand_parallel_exchanges_of_a_last_use_exactly_one_succeeds(Engine engine) throws Exception {
        try (Door door = new Door(engine);
                ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE)) {
            for (int run = 0; run < RUNS; run++) {
                RoomCode code = door.code("{'max_uses':1}");
                Callable<String> call = () -> {
                    try {
                        return door.enter(code, "{}").path("code_id").asString();
                    } catch (Refusal refusal) {
                        return refusal.text();
                    }
                };
                List<String> answers = new ArrayList<>();
                for (Future<String> answer : callers.invokeAll(Collections.nCopies(CALLERS, call))) {
                    answers.add(answer.get());
                }
                assertThat(answers).containsOnlyOnce(code.id().text());
                // So many wrong tries also use up the budget of failures, after which codes are said to be unknown.
                answers.remove(code.id().text());
                assertThat(answers).hasSize(CALLERS - 1).isSubsetOf("code is used up", "room code not found");
                assertThat(door.parts.codes.find(code.id()).orElseThrow().uses())
                        .isEqualTo(1);
                door.parts.database.jdbi().useHandle(handle -> handle.execute("delete from room_code"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void parallel_reloads_of_one_device_are_one_use(Engine engine) throws Exception {
        try (Door door = new Door(engine);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            RoomCode code = door.code("{'max_uses':3}");
            Callable<String> call =
                    () -> CodeClaims.of(door.enter(code, "{'device':'phone'}")).use();
            List<String> uses = new ArrayList<>();
            for (Future<String> use : callers.invokeAll(Collections.nCopies(40, call))) {
                uses.add(use.get());
            }
            assertThat(uses).containsOnly(uses.getFirst());
            assertThat(door.parts.codes.find(code.id()).orElseThrow().uses()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_reservation_without_a_join_is_given_back_and_a_join_keeps_it(Engine engine) {
        try (Door door = new Door(engine)) {
            RoomCode code = door.code("{'max_uses':1}");
            ObjectNode gone = door.enter(code, "{}");
            door.parts.pass(Duration.ofSeconds(119));
            assertThat(door.refused(code, "{}").text()).isEqualTo("code is used up");
            door.parts.pass(Duration.ofSeconds(2));
            ObjectNode next = door.enter(code, "{}");
            assertThat(door.join(next, "p1")).isTrue();
            door.parts.pass(Duration.ofHours(5));
            assertThat(door.refused(code, "{}").text()).isEqualTo("code is used up");
            assertThat(door.refusedAtDoor(gone).text()).isEqualTo("code is used up");
            assertThat(door.uses.confirm(code.id(), CodeClaims.of(gone).use())).isFalse();
            door.inside.left(door.room.id().text(), "p1");
            door.rule.admit(next, door.room);
            assertThat(door.parts.codes.find(code.id()).orElseThrow().uses()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_socket_keeps_a_reservation_and_takes_a_lapsed_one_again_while_there_is_one(Engine engine) {
        try (Door door = new Door(engine)) {
            RoomCode code = door.code("{'one_time':true}");
            ObjectNode slow = door.enter(code, "{}");
            door.parts.pass(Duration.ofSeconds(110));
            door.rule.admit(slow, door.room);
            door.parts.pass(Duration.ofSeconds(110));
            assertThat(door.refused(code, "{}").text()).isEqualTo("code is used up");
            door.parts.pass(Duration.ofMinutes(5));
            assertThat(door.join(slow, "p1")).isTrue();
            assertThat(door.refused(code, "{}").text()).isEqualTo("code is used up");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_device_comes_again_at_any_time_and_another_does_not(Engine engine) {
        try (Door door = new Door(engine)) {
            RoomCode code = door.code("{'one_time':true}");
            ObjectNode token = door.enter(code, "{'device':'laptop'}");
            door.join(token, "p1");
            door.inside.left(door.room.id().text(), "p1");
            door.parts.pass(Duration.ofDays(3));
            ObjectNode again = door.enter(code, "{'device':'laptop'}");
            assertThat(CodeClaims.of(again).use())
                    .isEqualTo(CodeClaims.of(token).use());
            assertThat(CodeClaims.of(again).entry())
                    .isNotEqualTo(CodeClaims.of(token).entry());
            assertThat(door.refused(code, "{'device':'phone'}").text()).isEqualTo("code is used up");
            String stored = door.parts
                    .database
                    .jdbi()
                    .withHandle(handle -> handle.createQuery("select device_hash from code_use")
                            .mapTo(String.class)
                            .one());
            assertThat(stored).doesNotContain("laptop");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_limit_that_is_set_later_counts_tokens_of_before(Engine engine) {
        try (Door door = new Door(engine)) {
            RoomCode code = door.code("{'label':'open'}");
            ObjectNode first = door.enter(code, "{}");
            ObjectNode second = door.enter(code, "{}");
            door.change(code, "{'max_uses':1}");
            door.rule.admit(first, door.room);
            assertThat(door.refusedAtDoor(second).text()).isEqualTo("code is used up");
            door.change(code, "{'max_uses':null}");
            door.rule.admit(second, door.room);
        }
    }
}
