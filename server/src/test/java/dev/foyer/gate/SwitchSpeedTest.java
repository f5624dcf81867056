package dev.foyer.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.TestParts;
import dev.foyer.database.Engine;
import dev.foyer.kernel.Json;
import dev.foyer.kernel.Refusal;
import dev.foyer.room.Room;
import dev.foyer.roomcode.RoomCode;
import dev.foyer.token.AuthToken;
import dev.foyer.token.AuthTokens;
import dev.foyer.token.FailureBudget;
import dev.foyer.token.TokenExchange;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ObjectNode;

/** One process switches a workspace with ten thousand codes off, another one exchanges them as fast as it can. */
class SwitchSpeedTest {
    private static final int ROOMS = 200;
    private static final int ROLES = 50;
    private static final int ROUNDS = Boolean.getBoolean("foyer.slow") ? 20 : 3;
    private static final Insiders NOBODY = new Insiders() {
        @Override
        public Count count(SwitchTarget target) {
            return new Count(0, 0);
        }

        @Override
        public void shut(Switch off) {
            // Nobody is inside.
        }
    };

    @ParameterizedTest
    @EnumSource(Engine.class)
    void ten_thousand_codes_are_refused_within_two_seconds_and_old_tokens_for_good(Engine engine) throws Exception {
        try (TestParts parts = new TestParts(engine);
                ExecutorService executor = Executors.newFixedThreadPool(4)) {
            List<RoomCode> codes = codes(parts);
            assertThat(codes).hasSize(ROOMS * ROLES);
            JdbiSwitchStore store = new JdbiSwitchStore(parts.database.jdbi());
            InstantSource clock = InstantSource.system();
            Switches here = new Switches(store, clock);
            Switches there = new Switches(store, clock);
            Exchanging exchanging = new Exchanging(parts, new SwitchRule(there, clock), codes);
            SwitchTarget target = SwitchTarget.ofWorkspace(parts.workspace.id());
            long[] millis = new long[ROUNDS];
            try (SwitchWatch watch = new SwitchWatch(there, NOBODY, opened -> {})) {
                watch.start();
                for (int round = 0; round < ROUNDS; round++) {
                    millis[round] = exchanging.round(executor, here, target);
                }
            }
            Arrays.sort(millis);
            System.out.printf("%s: last token %s ms after the switch went off%n", engine, Arrays.toString(millis));
            assertThat(millis[ROUNDS - 1]).isLessThan(2_000);
            assertThat(exchanging.minted).isNotEmpty();
            SwitchRule admits = new SwitchRule(here, clock);
            assertThat(exchanging.minted).allMatch(token -> refuses(admits, token, exchanging.rooms));
        }
    }

    private static boolean refuses(SwitchRule rule, AuthToken token, Map<String, Room> rooms) {
        try {
            rule.admit(token.claims(), rooms.get(token.roomId().text()));
            return false;
        } catch (Refusal refusal) {
            return true;
        }
    }

    private static List<RoomCode> codes(TestParts parts) {
        ObjectNode template = Json.object().put("name", "many");
        ObjectNode roles = template.putObject("roles");
        for (int i = 0; i < ROLES; i++) {
            roles.putObject("role-" + i);
        }
        String id = parts.templates.create(parts.workspace.id(), template).id().text();
        List<RoomCode> codes = new ArrayList<>();
        for (int i = 0; i < ROOMS; i++) {
            Room room = parts.rooms.createOrUpdate(
                    parts.workspace.id(), Json.object().put("name", "room " + i).put("template_id", id));
            codes.addAll(parts.codes.createForRoom(parts.workspace.id(), room.id()));
        }
        return codes;
    }

    /** Trades codes for tokens until told to stop. */
    private static final class Exchanging {
        final Map<String, Room> rooms = new ConcurrentHashMap<>();
        final Queue<AuthToken> minted = new ConcurrentLinkedQueue<>();
        private final List<RoomCode> codes;
        private final AuthTokens tokens;
        private final TokenExchange exchange;

        Exchanging(TestParts parts, SwitchRule rule, List<RoomCode> codes) {
            this.codes = codes;
            this.tokens = new AuthTokens(parts.workspaces, parts);
            this.exchange = new TokenExchange(
                    parts.codes, parts.rooms, parts.workspaces, tokens, new FailureBudget(parts), List.of(rule), parts);
            codes.forEach(code -> rooms.computeIfAbsent(
                    code.roomId().text(), id -> parts.rooms.find(code.roomId()).orElseThrow()));
        }

        /** Milliseconds from the switch to the last token. */
        long round(ExecutorService executor, Switches switches, SwitchTarget target) throws Exception {
            int before = minted.size();
            AtomicBoolean stop = new AtomicBoolean();
            AtomicLong last = new AtomicLong();
            AtomicLong refused = new AtomicLong();
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                running.add(executor.submit(() -> exchange(stop, last, refused)));
            }
            await(() -> minted.size() > before + 20);
            switches.turn(target, new Switches.Order(true, false, null, ""));
            long off = System.nanoTime();
            // Well after the first refusal, so that a straggler would be seen.
            await(() -> refused.get() > 200 && System.nanoTime() - off > TimeUnit.MILLISECONDS.toNanos(2_500));
            stop.set(true);
            for (Future<?> future : running) {
                future.get();
            }
            switches.turn(target, Switches.Order.ON);
            return Math.max(0, TimeUnit.NANOSECONDS.toMillis(last.get() - off));
        }

        private void exchange(AtomicBoolean stop, AtomicLong last, AtomicLong refused) {
            while (!stop.get()) {
                RoomCode code = codes.get(ThreadLocalRandom.current().nextInt(codes.size()));
                var body = Json.object().put("code", code.code().value());
                try {
                    AuthToken token =
                            tokens.verify(exchange.exchange(body, "192.0.2.1").token());
                    last.accumulateAndGet(System.nanoTime(), Math::max);
                    minted.add(token);
                } catch (Refusal refusal) {
                    refused.incrementAndGet();
                }
            }
        }

        private static void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (!condition.getAsBoolean()) {
                assertThat(System.nanoTime()).isLessThan(deadline);
                TimeUnit.MILLISECONDS.sleep(5);
            }
        }
    }
}
