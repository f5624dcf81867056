package dev.foyer.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.foyer.TestParts;
import dev.foyer.database.Engine;
import dev.foyer.http.Request;
import dev.foyer.http.Route;
import dev.foyer.kernel.Json;
import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.RefusalCode;
import dev.foyer.kernel.WorkspaceId;
import dev.foyer.link.LinkHost;
import dev.foyer.room.Room;
import dev.foyer.roomcode.Entry;
import dev.foyer.roomcode.EntryRule;
import dev.foyer.roomcode.RoomCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.node.ObjectNode;

class UniformAnswersTest {
    private final TestParts parts = new TestParts(Engine.SQLITE);
    /** Goes on with every look, so that no budget is ever spent. */
    private final AtomicLong millis = new AtomicLong(parts.instant().toEpochMilli());

    private final Map<String, String> kinds = new LinkedHashMap<>();
    private boolean uniform = true;
    private String usedUp = "";

    @AfterEach
    void close() {
        parts.close();
    }

    private final UniformAnswers answers = new UniformAnswers() {
        @Override
        public boolean uniform(WorkspaceId workspace) {
            return uniform;
        }

        @Override
        public boolean anyUniform() {
            return uniform;
        }
    };

    /** Stands for whatever else may be wrong with a code: expired, used up, another subdomain, switched off. */
    private final EntryRule rule = new EntryRule() {
        @Override
        public void exchange(Entry entry, ObjectNode claims) {
            if (entry.code().id().text().equals(usedUp)) {
                throw Refusal.of(RefusalCode.LINKS_OFF);
            }
        }

        @Override
        public void admit(ObjectNode claims, Room room) {
            // Not asked here.
        }
    };

    private TokenExchange exchange() {
        var clock = (java.time.InstantSource) () -> Instant.ofEpochMilli(millis.addAndGet(200_000));
        var tokens = new AuthTokens(parts.workspaces, parts);
        return new TokenExchange(
                parts.codes,
                parts.rooms,
                parts.workspaces,
                tokens,
                new FailureBudget(clock),
                List.of(rule),
                parts,
                answers,
                workspace -> false);
    }

    private void prepare() {
        var workspace = parts.workspace.id();
        Room room = parts.rooms.createOrUpdate(workspace, TestParts.json("{'name':'open'}"));
        Room shut = parts.rooms.createOrUpdate(workspace, TestParts.json("{'name':'shut'}"));
        RoomCode disabled = parts.codes.createForRole(workspace, room.id(), "guest", true);
        RoomCode ruled = parts.codes.createForRole(workspace, room.id(), "guest", true);
        RoomCode inShut = parts.codes.createForRole(workspace, shut.id(), "guest", true);
        parts.codes.enable(workspace, disabled.code().value(), false);
        parts.rooms.enable(workspace, shut.id(), false);
        usedUp = ruled.id().text();
        var lean = parts.templates.create(workspace, TestParts.json("{'name':'lean','roles':{'a':{},'b':{}}}"));
        Room leanRoom = parts.rooms.createOrUpdate(
                workspace,
                TestParts.json("{'name':'lean','template_id':'" + lean.id().text() + "'}"));
        RoomCode roleGone = parts.codes.createForRole(workspace, leanRoom.id(), "b", true);
        parts.templates.deleteRole(workspace, lean.id(), "b");
        kinds.put("never existed", "abc-defg-hij");
        kinds.put("blank", "   ");
        kinds.put("too long", "a".repeat(300));
        kinds.put("disabled", disabled.code().value());
        kinds.put("room disabled", inShut.code().value());
        kinds.put("role gone", roleGone.code().value());
        kinds.put("refused by a rule", ruled.code().value());
    }

    @Test
    void every_failure_reads_the_same_and_costs_the_same_reads() {
        prepare();
        List<String> statements = new ArrayList<>();
        parts.database.jdbi().setSqlLogger(new SqlLogger() {
            @Override
            public void logAfterExecution(StatementContext context) {
                statements.add(context.getRenderedSql());
            }
        });
        TokenExchange exchange = exchange();
        List<Integer> reads = new ArrayList<>();
        kinds.forEach((kind, code) -> {
            statements.clear();
            Refusal refusal = refusal(exchange, code);
            assertThat(refusal.code()).as(kind).isEqualTo(RefusalCode.ROOM_CODE_UNKNOWN);
            assertThat(refusal.text()).as(kind).isEqualTo("room code not found");
            assertThat(refusal.details()).as(kind).isEmpty();
            assertThat(exchange.looksUnknown(refusal)).as(kind).isTrue();
            reads.add(statements.size());
        });
        assertThat(reads).containsOnly(3);
    }

    @Test
    void without_the_setting_failures_are_told_apart_as_100ms_does() {
        prepare();
        uniform = false;
        TokenExchange exchange = exchange();
        List<Integer> statuses = new ArrayList<>();
        kinds.values().forEach(code -> statuses.add(refusal(exchange, code).status()));
        assertThat(statuses).containsExactly(404, 404, 404, 403, 403, 403, 403);
        assertThat(exchange.looksUnknown(refusal(exchange, "abc-defg-hij"))).isFalse();
    }

    /** The time from the call of the route's handler to its answer, 10,000 times for each of seven kinds. */
    @Test
    @EnabledIfSystemProperty(named = "foyer.slow", matches = "true")
    void no_kind_of_failure_is_told_by_its_time() throws Exception {
        prepare();
        Route route =
                new TokenRoutes(exchange(), host -> LinkHost.OPEN).routes().getFirst();
        int samples = Integer.getInteger("foyer.samples", 10_000);
        measure(route, 300);
        Map<String, double[]> times = measure(route, samples);
        double[] reference = times.get("never existed");
        Map<String, Double> p = new LinkedHashMap<>();
        times.forEach((kind, nanos) -> {
            if (nanos != reference) {
                p.put(kind, sameDistribution(reference, nanos));
            }
        });
        System.out.printf(
                "Kolmogorov-Smirnov, %d samples each, median %.3f ms: %s%n", samples, reference[samples / 2] / 1e6, p);
        assertThat(p).hasSize(6).allSatisfy((kind, value) -> assertThat(value).isGreaterThan(0.01));
    }

    private Map<String, double[]> measure(Route route, int samples) throws Exception {
        List<String> order = new ArrayList<>();
        kinds.keySet().forEach(kind -> order.addAll(Collections.nCopies(samples, kind)));
        Collections.shuffle(order, new Random(3));
        Map<String, List<Future<Long>>> pending = new LinkedHashMap<>();
        try (var executor = Executors.newFixedThreadPool(16)) {
            for (String kind : order) {
                pending.computeIfAbsent(kind, key -> new ArrayList<>())
                        .add(executor.submit(() -> time(route, kinds.getOrDefault(kind, ""))));
            }
        }
        Map<String, double[]> times = new LinkedHashMap<>();
        for (String kind : kinds.keySet()) {
            double[] nanos = new double[samples];
            for (int i = 0; i < samples; i++) {
                nanos[i] = pending.getOrDefault(kind, List.of()).get(i).get();
            }
            Arrays.sort(nanos);
            times.put(kind, nanos);
        }
        return times;
    }

    private static long time(Route route, String code) {
        String body = Json.write(Json.object().put("code", code));
        Request request = new Request(Map.of(), Map.of(), Map.of(), body, "192.0.2.1", null);
        long began = System.nanoTime();
        Refusal refusal =
                catchThrowableOfType(Refusal.class, () -> route.handler().apply(request));
        long took = System.nanoTime() - began;
        assertThat(refusal.status()).isEqualTo(404);
        return took;
    }

    /** p of the two-sample Kolmogorov-Smirnov test for two sorted samples of the same size, by its limit distribution. */
    static double sameDistribution(double[] a, double[] b) {
        int n = a.length;
        double distance = 0;
        for (int i = 0, j = 0; i < n && j < n; ) {
            double at = Math.min(a[i], b[j]);
            while (i < n && a[i] == at) {
                i++;
            }
            while (j < n && b[j] == at) {
                j++;
            }
            distance = Math.max(distance, Math.abs(i - j) / (double) n);
        }
        double root = Math.sqrt(n / 2.0);
        double lambda = (root + 0.12 + 0.11 / root) * distance;
        double p = 0;
        for (int k = 1; k <= 100; k++) {
            p += 2 * (k % 2 == 1 ? 1 : -1) * Math.exp(-2.0 * k * k * lambda * lambda);
        }
        return Math.clamp(lambda < 0.2 ? 1 : p, 0, 1);
    }

    @Test
    void the_test_of_distributions_tells_a_shift_from_none() {
        Random random = new Random(5);
        double[] a = random.doubles(10_000).sorted().toArray();
        double[] b = random.doubles(10_000).sorted().toArray();
        double[] shifted = random.doubles(10_000).map(x -> x + 0.05).sorted().toArray();
        assertThat(sameDistribution(a, b)).isGreaterThan(0.01);
        assertThat(sameDistribution(a, shifted)).isLessThan(0.001);
    }

    private static Refusal refusal(TokenExchange exchange, String code) {
        return catchThrowableOfType(
                Refusal.class, () -> exchange.exchange(Json.object().put("code", code), "192.0.2.1"));
    }
}
