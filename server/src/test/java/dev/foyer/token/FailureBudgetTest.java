package dev.foyer.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.foyer.TestParts;
import dev.foyer.database.Engine;
import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.RefusalCode;
import dev.foyer.room.Room;
import dev.foyer.roomcode.RoomCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class FailureBudgetTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-05T09:00:00Z"));
    private final FailureBudget budget = new FailureBudget(now::get);

    @Test
    void one_block_has_sixty_failures_an_hour_and_its_neighbours_are_untouched() {
        int allowed = 0;
        for (int second = 0; second < 3600; second++) {
            now.updateAndGet(instant -> instant.plusSeconds(1));
            if (!budget.spent("203.0.113." + second % 250)) {
                allowed++;
                budget.failed("203.0.113." + second % 250);
            }
        }
        assertThat(allowed).isBetween(50, 60);
        assertThat(budget.spent("203.0.114.1")).isFalse();
    }

    @Test
    void many_blocks_together_have_one_failure_a_second_after_the_burst() {
        for (int i = 0; i < 300; i++) {
            budget.failed("10." + i / 250 + "." + i % 250 + ".1");
        }
        assertThat(budget.spent("192.0.2.1")).isTrue();
        now.updateAndGet(instant -> instant.plusSeconds(1));
        assertThat(budget.spent("192.0.2.1")).isFalse();
        budget.failed("192.0.2.1");
        assertThat(budget.spent("192.0.2.1")).isTrue();
    }

    @Test
    void ipv6_is_counted_by_its_first_half() {
        assertThat(AddressBlock.of("2001:db8:1:2:3:4:5:6")).isEqualTo(AddressBlock.of("[2001:db8:1:2::9]"));
        assertThat(AddressBlock.of("2001:db8:1:2::9")).isNotEqualTo(AddressBlock.of("2001:db8:1:3::9"));
        assertThat(AddressBlock.of("evil.example.org")).isEqualTo("other");
    }

    @Test
    void over_budget_a_right_code_passes_and_wrong_ones_look_alike() {
        try (TestParts parts = new TestParts(Engine.SQLITE)) {
            AuthTokens tokens = new AuthTokens(parts.workspaces, parts);
            TokenExchange exchange = new TokenExchange(
                    parts.codes, parts.rooms, parts.workspaces, tokens, new FailureBudget(parts), List.of(), parts);
            Room room = parts.rooms.createOrUpdate(parts.workspace.id(), TestParts.json("{}"));
            RoomCode open = parts.codes.createForRole(parts.workspace.id(), room.id(), "host", false);
            RoomCode shut = parts.codes.createForRole(parts.workspace.id(), room.id(), "guest", false);
            parts.codes.enable(parts.workspace.id(), shut.code().value(), false);
            assertThat(refusal(exchange, shut.code().value())).isEqualTo(RefusalCode.CODE_DISABLED);
            for (int i = 0; i < 40; i++) {
                assertThat(refusal(exchange, "aaa-aaaa-aaa")).isEqualTo(RefusalCode.ROOM_CODE_UNKNOWN);
            }
            assertThat(refusal(exchange, shut.code().value())).isEqualTo(RefusalCode.ROOM_CODE_UNKNOWN);
            AuthToken token = tokens.verify(
                    exchange.exchange(body(open.code().value()), "192.0.2.7").token());
            assertThat(token.roomId()).isEqualTo(room.id());
            assertThat(token.role()).isEqualTo("host");
            assertThat(token.userId()).hasSize(36);
            parts.pass(Duration.ofHours(25));
            assertThat(catchThrowableOfType(
                                    Refusal.class,
                                    () -> tokens.verify(
                                            tokens.mint(parts.workspace, room.id(), "host", "u", TestParts.json("{}"))
                                                            .token()
                                                    + "x"))
                            .status())
                    .isEqualTo(401);
        }
    }

    private static RefusalCode refusal(TokenExchange exchange, String code) {
        return catchThrowableOfType(Refusal.class, () -> exchange.exchange(body(code), "192.0.2.7"))
                .code();
    }

    private static ObjectNode body(String code) {
        return TestParts.json("{'code':'" + code + "'}");
    }
}
