package dev.foyer.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foyer.TestParts;
import dev.foyer.database.Engine;
import dev.foyer.kernel.Ids;
import dev.foyer.kernel.Json;
import dev.foyer.kernel.Refusal;
import dev.foyer.room.RecentRooms;
import dev.foyer.room.Room;
import dev.foyer.room.Rooms;
import dev.foyer.roomcode.CodeGenerator;
import dev.foyer.roomcode.RoomCode;
import dev.foyer.roomcode.RoomCodes;
import dev.foyer.template.RecentTemplates;
import dev.foyer.template.Templates;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an exchange costs the database, and that nothing is remembered beyond its change. */
class ExchangeReadsTest {
    @ParameterizedTest
    @EnumSource(Engine.class)
    void an_exchange_without_policy_reads_twice_and_sees_every_change_at_once(Engine engine) {
        try (TestParts parts = new TestParts(engine)) {
            SecureRandom random = new SecureRandom();
            Ids ids = new Ids(parts, random);
            RecentTemplates recent = new RecentTemplates(parts.templateStore, parts);
            Rooms rooms = new Rooms(new RecentRooms(parts.roomStore, parts), recent, ids, parts);
            Templates templates = new Templates(recent, ids, random, parts);
            RoomCodes codes = new RoomCodes(parts.codeStore, rooms, new CodeGenerator(random), ids, parts);
            TokenExchange exchange = new TokenExchange(
                    codes,
                    rooms,
                    parts.workspaces,
                    new AuthTokens(parts.workspaces, parts),
                    new FailureBudget(parts),
                    List.of(),
                    parts);
            Room room = rooms.createOrUpdate(parts.workspace.id(), Json.object());
            RoomCode code = codes.createForRole(parts.workspace.id(), room.id(), "guest", false);
            Runnable trade = () ->
                    exchange.exchange(Json.object().put("code", code.code().value()), "192.0.2.1");

            trade.run();
            assertThat(statements(parts, () -> {
                        trade.run();
                        trade.run();
                    }))
                    .isEqualTo(4);
            rooms.enable(parts.workspace.id(), room.id(), false);
            assertThatThrownBy(trade::run).isInstanceOf(Refusal.class).hasMessageContaining("room is disabled");
            rooms.enable(parts.workspace.id(), room.id(), true);
            trade.run();
            templates.deleteRole(parts.workspace.id(), parts.template.id(), "guest");
            assertThatThrownBy(trade::run).isInstanceOf(Refusal.class).hasMessageContaining("role not allowed");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_change_by_another_process_is_seen_after_a_second(Engine engine) {
        try (TestParts parts = new TestParts(engine)) {
            RecentRooms recent = new RecentRooms(parts.roomStore, parts);
            Room room = parts.rooms.createOrUpdate(parts.workspace.id(), Json.object());
            assertThat(recent.find(room.id()).orElseThrow().enabled()).isTrue();
            parts.rooms.enable(parts.workspace.id(), room.id(), false);
            parts.pass(Duration.ofSeconds(1));
            assertThat(recent.find(room.id()).orElseThrow().enabled()).isFalse();
        }
    }

    private static int statements(TestParts parts, Runnable work) {
        AtomicInteger count = new AtomicInteger();
        parts.database.jdbi().setSqlLogger(new SqlLogger() {
            @Override
            public void logBeforeExecution(StatementContext context) {
                count.incrementAndGet();
            }
        });
        work.run();
        parts.database.jdbi().setSqlLogger(SqlLogger.NOP_SQL_LOGGER);
        return count.get();
    }
}
