package dev.foyer.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.TestParts;
import dev.foyer.database.Engine;
import dev.foyer.http.Reply;
import dev.foyer.http.Request;
import dev.foyer.http.Route;
import dev.foyer.http.Scope;
import dev.foyer.kernel.Json;
import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.RefusalCode;
import dev.foyer.workspace.KeyRing;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerTest {
    @ParameterizedTest
    @EnumSource(Engine.class)
    void many_writers_make_one_whole_chain(Engine engine) throws Exception {
        try (TestParts parts = new TestParts(engine);
                ExecutorService pool = Executors.newFixedThreadPool(4)) {
            Ledger ledger = ledger(parts, parts.keys);
            List<Callable<LedgerEntry>> writers = IntStream.range(0, 40)
                    .<Callable<LedgerEntry>>mapToObj(i -> () -> ledger.append(
                            parts.workspace.id(),
                            "key:a",
                            "room.created",
                            Json.object().put("n", i)))
                    .toList();
            for (Future<LedgerEntry> one : pool.invokeAll(writers)) {
                one.get();
            }
            Ledger.Verdict verdict = ledger.verify(parts.workspace.id());
            assertThat(verdict.fault()).isEmpty();
            assertThat(verdict.entries()).isEqualTo(40);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update ledger_entry set actor = 'key:b' where seq = 3",
                "update ledger_entry set target = '{}' where seq = 3",
                "update ledger_entry set at = at + 1 where seq = 3",
                "update ledger_entry set hash = (select hash from ledger_entry where seq = 2) where seq = 3",
                "delete from ledger_entry where seq = 3",
                "delete from ledger_entry where seq = 5",
                "update ledger_head set hash = 'x'",
                "update ledger_entry set seq = 6 where seq = 5"
            })
    void any_change_by_hand_is_found(String change) {
        try (TestParts parts = new TestParts(Engine.SQLITE)) {
            Ledger ledger = ledger(parts, parts.keys);
            for (int i = 0; i < 5; i++) {
                ledger.append(
                        parts.workspace.id(),
                        "key:a",
                        "room.created",
                        Json.object().put("n", i));
            }
            assertThat(ledger.verify(parts.workspace.id()).fault()).isEmpty();
            parts.database.jdbi().useHandle(handle -> handle.execute(change));
            assertThat(ledger.verify(parts.workspace.id()).fault()).isPresent();
        }
    }

    @Test
    void without_the_keys_no_chain_can_be_made_to_fit() {
        try (TestParts parts = new TestParts(Engine.SQLITE)) {
            Ledger forger = ledger(parts, KeyRing.generate(new SecureRandom()));
            forger.append(parts.workspace.id(), "key:a", "room.created", Json.object());
            assertThat(ledger(parts, parts.keys).verify(parts.workspace.id()).fault())
                    .contains("entry 1 was changed");
        }
    }

    @Test
    void a_call_is_recorded_without_the_letters_of_a_code_and_a_refused_one_is_not() {
        try (TestParts parts = new TestParts(Engine.SQLITE)) {
            var store = new JdbiLedgerStore(parts.database.jdbi());
            var filter = new LedgerFilter(new Ledger(store, parts.keys, parts));
            Route route = Route.post(
                            "/v2/room-codes/code/{code}", "Switch", Scope.MANAGEMENT, request -> Reply.noContent())
                    .recorded("code.switched");
            Request request = new Request(
                    Map.of("code", "abc-defg-hij"),
                    Map.of(),
                    Map.of(),
                    "{\"code\":\"abc-defg-hij\",\"enabled\":false}",
                    "192.0.2.1",
                    parts.workspace);
            filter.around(
                    route,
                    request,
                    call -> Reply.ok(Json.object().put("code", "abc-defg-hij").put("room_id", "r1")));
            try {
                filter.around(route, request, call -> {
                    throw Refusal.of(RefusalCode.CODE_NOT_FOUND);
                });
            } catch (Refusal expected) {
                assertThat(expected.status()).isEqualTo(404);
            }
            List<LedgerEntry> entries = store.after(parts.workspace.id(), 0, 10);
            assertThat(entries).hasSize(1);
            assertThat(entries.getFirst().target()).contains("r1", "enabled").doesNotContain("abc-defg-hij");
            assertThat(entries.getFirst().actor()).isEqualTo("key:" + parts.workspace.accessKey());
        }
    }

    private static Ledger ledger(TestParts parts, KeyRing keys) {
        return new Ledger(new JdbiLedgerStore(parts.database.jdbi()), keys, parts);
    }
}
