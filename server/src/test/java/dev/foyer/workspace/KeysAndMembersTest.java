package dev.foyer.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.foyer.TestParts;
import dev.foyer.database.Engine;
import dev.foyer.kernel.Ids;
import dev.foyer.kernel.Refusal;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeysAndMembersTest {
    @ParameterizedTest
    @EnumSource(Engine.class)
    void keys_are_rotated_without_a_moment_in_which_none_works(Engine engine) {
        try (TestParts parts = new TestParts(engine)) {
            AccessKeys keys = keys(parts);
            String first = parts.workspace.accessKey();
            assertThat(refused(() -> keys.update(parts.workspace.id(), first, null, false)))
                    .contains("last enabled key");

            parts.pass(Duration.ofSeconds(1));
            AccessKey second = keys.create(parts.workspace.id(), "next");
            assertThat(parts.workspaces.findByAccessKey(first)).isPresent();
            assertThat(parts.workspaces
                            .findByAccessKey(second.key())
                            .orElseThrow()
                            .secret()
                            .value())
                    .isEqualTo(second.secret().value());
            assertThat(parts.workspaces.find(parts.workspace.id()).orElseThrow().accessKey())
                    .isEqualTo(second.key());
            assertThat(refused(() -> keys.delete(parts.workspace.id(), first))).contains("disable it first");

            keys.update(parts.workspace.id(), first, "old", false);
            assertThat(parts.workspaces.findByAccessKey(first)).isEmpty();
            keys.delete(parts.workspace.id(), first);
            assertThat(keys.list(parts.workspace.id()))
                    .extracting(AccessKey::key)
                    .containsExactly(second.key());
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void two_who_disable_each_others_key_at_once_leave_one(Engine engine) throws Exception {
        try (TestParts parts = new TestParts(engine);
                ExecutorService pool = Executors.newFixedThreadPool(2)) {
            AccessKeys keys = keys(parts);
            for (int round = 0; round < 10; round++) {
                List<String> enabled = List.of(
                        keys.create(parts.workspace.id(), "a").key(),
                        keys.create(parts.workspace.id(), "b").key());
                keys.list(parts.workspace.id()).stream()
                        .filter(key -> !enabled.contains(key.key()))
                        .forEach(key -> keys.update(parts.workspace.id(), key.key(), null, false));
                List<Callable<Boolean>> both = enabled.stream()
                        .<Callable<Boolean>>map(key -> () -> disables(keys, parts, key))
                        .toList();
                int done = 0;
                for (Future<Boolean> one : pool.invokeAll(both)) {
                    done += one.get() ? 1 : 0;
                }
                assertThat(done).isEqualTo(1);
                keys.list(parts.workspace.id()).stream()
                        .filter(key -> !key.enabled())
                        .forEach(key -> keys.delete(parts.workspace.id(), key.key()));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void another_workspaces_key_does_not_exist(Engine engine) {
        try (TestParts parts = new TestParts(engine)) {
            parts.pass(Duration.ofSeconds(1));
            Workspace other = new Workspaces(parts.workspaces, ids(parts), new SecureRandom(), parts).create("Other");
            AccessKeys keys = keys(parts);
            assertThat(refused(() -> keys.update(parts.workspace.id(), other.accessKey(), "mine", null)))
                    .contains("not found");
            assertThat(parts.workspaces.all()).extracting(Workspace::name).containsExactly("Workspace", "Other");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void there_is_always_an_owner_once_there_was_one(Engine engine) {
        try (TestParts parts = new TestParts(engine)) {
            Members members = new Members(new JdbiMemberStore(parts.database.jdbi()), ids(parts), parts);
            Member ada = members.add(parts.workspace.id(), "Ada@Example.org", "Ada", MemberRole.OWNER);
            assertThat(refused(() -> members.add(parts.workspace.id(), "ada@example.ORG", "", MemberRole.MEMBER)))
                    .contains("already");
            assertThat(refused(() -> members.add(parts.workspace.id(), "ada at home", "", MemberRole.MEMBER)))
                    .contains("not an address");
            assertThat(refused(() -> members.update(parts.workspace.id(), ada.id(), null, MemberRole.ADMIN)))
                    .contains("last owner");
            assertThat(refused(() -> members.remove(parts.workspace.id(), ada.id())))
                    .contains("last owner");

            Member bob = members.add(parts.workspace.id(), "bob@example.org", "Bob", MemberRole.READ_ONLY);
            members.update(parts.workspace.id(), bob.id(), "Robert", MemberRole.OWNER);
            members.remove(parts.workspace.id(), ada.id());
            assertThat(members.list(parts.workspace.id()))
                    .singleElement()
                    .satisfies(left -> assertThat(left.name()).isEqualTo("Robert"))
                    .satisfies(left -> assertThat(left.role()).isEqualTo(MemberRole.OWNER));
        }
    }

    @ParameterizedTest
    @EnumSource(MemberRole.class)
    void a_role_may_what_the_table_says(MemberRole role) {
        boolean[] expected = switch (role) {
            case OWNER -> new boolean[] {true, true, true, true, true, true};
            case ADMIN -> new boolean[] {true, true, true, true, true, false};
            case MEMBER -> new boolean[] {true, true, true, false, false, false};
            case READ_ONLY -> new boolean[] {true, false, false, false, false, false};
        };
        for (MemberRight right : MemberRight.values()) {
            assertThat(role.may(right)).as(role + " " + right).isEqualTo(expected[right.ordinal()]);
        }
        assertThat(role.mayAppoint(MemberRole.OWNER)).isEqualTo(role == MemberRole.OWNER);
        assertThat(role.mayAppoint(MemberRole.READ_ONLY)).isEqualTo(expected[MemberRight.WORKSPACE.ordinal()]);
    }

    private static boolean disables(AccessKeys keys, TestParts parts, String key) {
        try {
            keys.update(parts.workspace.id(), key, null, false);
            return true;
        } catch (Refusal last) {
            return false;
        }
    }

    private static String refused(ThrowingCallable call) {
        Refusal refusal = catchThrowableOfType(Refusal.class, call);
        assertThat(refusal).isNotNull();
        return refusal.text() + " " + refusal.details();
    }

    private static AccessKeys keys(TestParts parts) {
        return new AccessKeys(
                new JdbiAccessKeyStore(parts.database.jdbi(), parts.keys), ids(parts), new SecureRandom(), parts);
    }

    private static Ids ids(TestParts parts) {
        return new Ids(parts, new SecureRandom());
    }
}
