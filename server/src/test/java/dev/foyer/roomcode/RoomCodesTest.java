package dev.foyer.roomcode;

import static dev.foyer.TestParts.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foyer.TestParts;
import dev.foyer.database.Engine;
import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.RefusalCode;
import dev.foyer.room.Room;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoomCodesTest {
    @ParameterizedTest
    @EnumSource(Engine.class)
    void creating_twice_gives_the_same_codes_and_a_disabled_one_is_replaced(Engine engine) {
        try (TestParts parts = new TestParts(engine)) {
            Room room = parts.rooms.createOrUpdate(parts.workspace.id(), json("{}"));
            List<RoomCode> first = parts.codes.createForRoom(parts.workspace.id(), room.id());
            parts.pass(Duration.ofMinutes(1));
            assertThat(parts.codes.createForRoom(parts.workspace.id(), room.id()))
                    .isEqualTo(first);
            parts.codes.enable(parts.workspace.id(), first.getFirst().code().value(), false);
            List<RoomCode> second = parts.codes.createForRoom(parts.workspace.id(), room.id());
            assertThat(second.getFirst().code()).isNotEqualTo(first.getFirst().code());
            assertThat(second.getLast()).isEqualTo(first.getLast());
            assertThat(parts.codes.list(parts.workspace.id(), room.id(), "host", null))
                    .hasSize(2);
            assertThat(parts.codes.list(parts.workspace.id(), room.id(), null, false))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_code_is_found_as_people_type_it(Engine engine) {
        try (TestParts parts = new TestParts(engine)) {
            Room room = parts.rooms.createOrUpdate(parts.workspace.id(), json("{}"));
            RoomCode code = parts.codes.createForRole(parts.workspace.id(), room.id(), "guest", false);
            String letters = code.code().value();
            assertThat(parts.codes.find(" " + letters.toUpperCase(Locale.ROOT) + " "))
                    .contains(code);
            assertThat(parts.codes.find("")).isEmpty();
            assertThat(parts.codes.find("x".repeat(10_000))).isEmpty();
            assertThat(code.toString()).doesNotContain(letters);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_room_has_at_most_a_hundred_codes(Engine engine) {
        try (TestParts parts = new TestParts(engine)) {
            Room room = parts.rooms.createOrUpdate(parts.workspace.id(), json("{}"));
            for (int i = 0; i < 100; i++) {
                parts.codes.createForRole(parts.workspace.id(), room.id(), "guest", true);
            }
            assertThatThrownBy(() -> parts.codes.createForRole(parts.workspace.id(), room.id(), "guest", true))
                    .isInstanceOfSatisfying(
                            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(RefusalCode.TOO_MANY_CODES));
            assertThat(parts.codeStore.ofRoom(room.id())).hasSize(100);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void parallel_creates_agree_on_one_code_per_role(Engine engine) throws Exception {
        try (TestParts parts = new TestParts(engine);
                ExecutorService executor = Executors.newFixedThreadPool(8)) {
            Room room = parts.rooms.createOrUpdate(parts.workspace.id(), json("{}"));
            Callable<List<RoomCode>> create = () -> parts.codes.createForRoom(parts.workspace.id(), room.id());
            Set<List<RoomCode>> answers = new HashSet<>();
            for (Future<List<RoomCode>> future : executor.invokeAll(java.util.Collections.nCopies(16, create))) {
                answers.add(future.get());
            }
            assertThat(answers).hasSize(1);
            assertThat(parts.codeStore.ofRoom(room.id())).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_database_dump_holds_no_code_and_no_secret(Engine engine) {
        try (TestParts parts = new TestParts(engine)) {
            Room room = parts.rooms.createOrUpdate(parts.workspace.id(), json("{}"));
            for (int i = 0; i < 50; i++) {
                parts.codes.createForRole(parts.workspace.id(), room.id(), "guest", true);
            }
            StringBuilder dump = new StringBuilder();
            for (String table : List.of("workspace", "template", "room", "room_code")) {
                parts.database
                        .jdbi()
                        .useHandle(handle -> handle.createQuery("select * from " + table)
                                .mapToMap()
                                .forEach(row -> dump.append(row).append('\n')));
            }
            assertThat(dump.toString()).contains(room.id().text());
            assertThat(dump.toString()).doesNotContain(parts.workspace.secret().value());
            for (RoomCode code : parts.codeStore.ofRoom(room.id())) {
                String letters = code.code().value();
                assertThat(dump.toString()).doesNotContain(letters, letters.replace("-", ""));
            }
        }
    }
}
