package dev.foyer.roomcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foyer.TestParts;
import dev.foyer.database.Engine;
import dev.foyer.kernel.Ids;
import dev.foyer.kernel.Page;
import dev.foyer.kernel.PageRequest;
import dev.foyer.kernel.Redacted;
import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.RefusalCode;
import dev.foyer.kernel.WorkspaceId;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CodeCreationTest {
    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_code_is_found_however_it_is_typed_but_not_by_look_alikes(Engine engine) {
        try (TestParts parts = new TestParts(engine)) {
            var room = parts.rooms.createOrUpdate(parts.workspace.id(), TestParts.json("{}"));
            SecureRandom letters = scripted("kxekzvneea");
            RoomCodes codes = new RoomCodes(
                    parts.codeStore, parts.rooms, new CodeGenerator(letters), new Ids(parts, letters), parts);
            RoomCode code = codes.createForRole(parts.workspace.id(), room.id(), "guest", false);
            assertThat(code.code()).isEqualTo(new Redacted("kxe-kzvn-eea"));
            for (String typed : List.of("kxekzvneea", " KXE-KZVN-EEA ", "k-x-e-k-z-v-n-e-e-a", "\u2003kxe-KZVNeea\n")) {
                assertThat(codes.find(typed)).as(typed).contains(code);
            }
            for (String typed : List.of(
                    "\u212Axe-kzvn-eea",
                    "kхe-kzvn-eea",
                    "ｋxe-kzvn-eea",
                    "kxe\u2011kzvn\u2011eea",
                    "kxe\u0000kzvn-eea",
                    "kxe-kzvn-ee",
                    "kxe kzvn eea")) {
                assertThat(codes.find(typed)).as(typed).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void letters_that_are_taken_are_drawn_again(Engine engine) {
        try (TestParts parts = new TestParts(engine)) {
            var room = parts.rooms.createOrUpdate(parts.workspace.id(), TestParts.json("{}"));
            SecureRandom letters =
                    scripted("aaaaaaaaaa", "aaaaaaaaaa", "aaaaaaaaaa", "bbbbbbbbbb", "bbbbbbbbbb", "cccccccccc");
            RoomCodes codes = new RoomCodes(
                    parts.codeStore,
                    parts.rooms,
                    new CodeGenerator(letters),
                    new Ids(parts, new SecureRandom()),
                    parts);
            WorkspaceId workspace = parts.workspace.id();
            assertThat(codes.createForRole(workspace, room.id(), "guest", true).code())
                    .isEqualTo(new Redacted("aaa-aaaa-aaa"));
            List<RoomCode> people =
                    codes.createForPeople(workspace, room.id(), "guest", List.of(person("Ada"), person("Bob")));
            assertThat(people.stream().map(RoomCode::code))
                    .doesNotHaveDuplicates()
                    .doesNotContain(new Redacted("aaa-aaaa-aaa"));
            assertThat(people.stream()
                            .map(code -> code.policy().subject().name().value()))
                    .containsExactly("Ada", "Bob");
            people.forEach(code -> assertThat(codes.find(code.code().value())).contains(code));
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_dump_of_the_database_gives_back_none_of_ten_thousand_codes(Engine engine) throws SQLException {
        try (TestParts parts = new TestParts(engine)) {
            var room = parts.rooms.createOrUpdate(parts.workspace.id(), TestParts.json("{}"));
            List<CodePolicy> people = IntStream.range(0, 10_000)
                    .mapToObj(i -> person("Person " + i))
                    .toList();
            List<RoomCode> made = parts.codes.createForPeople(parts.workspace.id(), room.id(), "guest", people);
            assertThat(made).hasSize(10_000);
            assertThatThrownBy(() -> parts.codes.createForPeople(
                            parts.workspace.id(), room.id(), "guest", List.of(person("One more"))))
                    .isInstanceOfSatisfying(
                            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(RefusalCode.TOO_MANY_CODES));
            // Of a plain code there is still one to be had, and none of the personal ones is taken for it.
            assertThat(parts.codes.createForRoom(parts.workspace.id(), room.id()))
                    .hasSize(2)
                    .allMatch(code -> code.kind() == RoomCode.Kind.PLAIN);

            String dump = dump(parts);
            assertThat(dump).contains("Person 9999", made.getLast().id().text());
            Set<String> parts10 = windows(dump);
            for (RoomCode code : made) {
                for (String form : forms(code.code().value())) {
                    assertThat(parts10.contains(form.substring(0, 10)) && dump.contains(form))
                            .as("the dump holds a code")
                            .isFalse();
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_rotated_code_works_until_its_grace_ends(Engine engine) {
        try (TestParts parts = new TestParts(engine)) {
            WorkspaceId workspace = parts.workspace.id();
            var room = parts.rooms.createOrUpdate(workspace, TestParts.json("{}"));
            RoomCode old = parts.codes.createForRole(workspace, room.id(), "guest", false);
            String letters = old.code().value();
            RoomCode next = parts.codes.rotate(workspace, letters, Duration.ofMinutes(10));
            assertThat(next.role()).isEqualTo("guest");
            assertThat(next.code()).isNotEqualTo(old.code());
            assertThat(parts.codes.find(letters).orElseThrow().enabled()).isTrue();
            assertThat(parts.codes.createForRole(workspace, room.id(), "guest", false))
                    .isEqualTo(next);
            assertThatThrownBy(() -> parts.codes.rotate(workspace, letters, Duration.ZERO))
                    .isInstanceOf(Refusal.class);
            parts.pass(Duration.ofMinutes(10));
            assertThat(parts.codes.find(letters).orElseThrow().enabled()).isFalse();
            assertThat(parts.codes
                            .page(workspace, room.id(), null, false, new PageRequest(10, null))
                            .data())
                    .extracting(RoomCode::id)
                    .containsExactly(old.id());
            parts.codes.rotate(workspace, next.code().value(), Duration.ZERO);
            assertThat(parts.codes.find(next.code().value()).orElseThrow().enabled())
                    .isFalse();
            assertThat(parts.codes.enable(workspace, letters, true).enabled()).isTrue();
            assertThat(parts.codes.find(letters).orElseThrow().enabled()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void rotation_leaves_room_for_a_hundred_and_keeps_policy_and_kind(Engine engine) {
        try (TestParts parts = new TestParts(engine)) {
            WorkspaceId workspace = parts.workspace.id();
            var room = parts.rooms.createOrUpdate(workspace, TestParts.json("{}"));
            RoomCode code = parts.codes.createForRole(workspace, room.id(), "guest", false, person("Ada"));
            for (int i = 0; i < 120; i++) {
                code = parts.codes.rotate(workspace, code.code().value(), Duration.ZERO);
            }
            assertThat(code.policy()).isEqualTo(person("Ada"));
            assertThat(code.kind()).isEqualTo(RoomCode.Kind.PERSONAL);
            parts.pass(Duration.ofDays(31));
            parts.codes.rotate(workspace, code.code().value(), Duration.ZERO);
            assertThat(count(parts)).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void pages_follow_each_other_without_gaps(Engine engine) {
        try (TestParts parts = new TestParts(engine)) {
            WorkspaceId workspace = parts.workspace.id();
            var room = parts.rooms.createOrUpdate(workspace, TestParts.json("{}"));
            List<RoomCode> all = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                all.add(parts.codes.createForRole(workspace, room.id(), i % 5 == 0 ? "host" : "guest", true));
            }
            List<RoomCode> read = new ArrayList<>();
            String start = "";
            do {
                Page<RoomCode> page = parts.codes.page(workspace, room.id(), null, null, new PageRequest(10, start));
                read.addAll(page.data());
                start = page.last();
            } while (!start.isEmpty());
            assertThat(read).isEqualTo(all);
            assertThat(parts.codes
                            .page(workspace, room.id(), "host", true, new PageRequest(10, null))
                            .data())
                    .hasSize(5);
        }
    }

    private static CodePolicy person(String name) {
        return CodePolicy.NONE.personal(new CodePolicy.Subject(new Redacted(name), null), null);
    }

    private static int count(TestParts parts) {
        return parts.database
                .jdbi()
                .withHandle(handle -> handle.createQuery("select count(*) from room_code")
                        .mapTo(Integer.class)
                        .one());
    }

    /** Every table that there is, so that a new one is looked at too. */
    private static String dump(TestParts parts) throws SQLException {
        StringBuilder dump = new StringBuilder();
        parts.database.jdbi().useHandle(handle -> {
            List<String> tables = new ArrayList<>();
            try (var found = handle.getConnection().getMetaData().getTables(null, null, "%", new String[] {"TABLE"})) {
                while (found.next()) {
                    tables.add(found.getString("TABLE_NAME"));
                }
            }
            assertThat(tables).contains("room_code", "code_use", "code_usage", "workspace");
            for (String table : tables) {
                handle.createQuery("select * from \"" + table + "\"")
                        .mapToMap()
                        .forEach(row -> dump.append(row).append('\n'));
            }
        });
        return dump.toString();
    }

    /** Every run of ten characters, to ask for forty thousand texts in passing. */
    private static Set<String> windows(String text) {
        Set<String> windows = HashSet.newHashSet(text.length());
        for (int i = 0; i + 10 <= text.length(); i++) {
            windows.add(text.substring(i, i + 10));
        }
        return windows;
    }

    private static List<String> forms(String code) {
        List<String> forms = new ArrayList<>();
        for (String form : List.of(code, code.replace("-", ""))) {
            byte[] bytes = form.getBytes(StandardCharsets.UTF_8);
            forms.add(form);
            forms.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
            forms.add(HexFormat.of().formatHex(bytes));
        }
        return forms;
    }

    /** Draws these letters one code after the other, then goes on at random. */
    private static SecureRandom scripted(String... codes) {
        return new SecureRandom() {
            private int next;

            @Override
            public void nextBytes(byte[] bytes) {
                if (next == codes.length || bytes.length < 10) {
                    super.nextBytes(bytes);
                    return;
                }
                String code = codes[next++];
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte) (i < 10 ? code.charAt(i) - 'a' : 0);
                }
            }
        };
    }
}
