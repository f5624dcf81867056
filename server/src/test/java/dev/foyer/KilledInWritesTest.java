package dev.foyer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.database.Engine;
import dev.foyer.http.Client;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The process is killed while it writes: whatever it had acknowledged is there afterwards, and the ledger is whole. */
class KilledInWritesTest {
    private static final int ROUNDS = Integer.getInteger("foyer.kill.rounds", 3);
    private static final int WRITERS = 4;

    /** Room ids with the description that was acknowledged last. */
    private final Map<String, String> rooms = new ConcurrentHashMap<>();
    /** Codes with the room that they were made for. */
    private final Map<String, String> codes = new ConcurrentHashMap<>();

    @ParameterizedTest
    @EnumSource(Engine.class)
    void nothing_that_was_acknowledged_is_lost(Engine engine) throws Exception {
        String[] flags = engine.flags();
        Random random = new Random(20_261_124);
        ServerProcess server = ServerProcess.fresh(flags);
        for (int round = 0; round < ROUNDS; round++) {
            int before = rooms.size();
            killWhileWriting(server, round, random);
            assertThat(rooms.size()).as("rooms acknowledged in round %d", round).isGreaterThan(before);
            server = ServerProcess.start(server.data(), flags);
            assertThat(missing(server.client())).isEmpty();
            JsonNode ledger = server.client().get("/v2/audit/verify").json();
            assertThat(ledger.path("intact").asBoolean()).as(ledger.toString()).isTrue();
        }
        assertThat(server.stop()).isZero();
    }

    private void killWhileWriting(ServerProcess server, int round, Random random) throws InterruptedException {
        try (ExecutorService pool = Executors.newFixedThreadPool(WRITERS)) {
            for (int writer = 0; writer < WRITERS; writer++) {
                String name = "round " + round + " writer " + writer;
                Client client = server.client();
                pool.execute(() -> write(client, name));
            }
            ServerProcess.await("the first writes", () -> rooms.size() > round * WRITERS);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300 + random.nextInt(900)));
            server.kill();
        }
    }

    /** Writes until the server is gone; notes what was acknowledged, never what was only asked for. */
    private void write(Client client, String name) {
        try {
            for (int i = 0; ; i++) {
                Client.Answer made = client.post("/v2/rooms", "{'name':'" + name + " room " + i + "'}");
                assertThat(made.status()).isEqualTo(200);
                String room = made.json().path("id").asString();
                rooms.put(room, "");
                for (JsonNode code :
                        client.post("/v2/room-codes/room/" + room, "").json().path("data")) {
                    codes.put(code.path("code").asString(), room);
                }
                String described = "changed " + i;
                if (client.post("/v2/rooms/" + room, "{'description':'" + described + "'}")
                                .status()
                        == 200) {
                    rooms.put(room, described);
                }
            }
        } catch (UncheckedIOException gone) {
            // The connection broke with the kill; what was under way is nobody's promise.
        }
    }

    private List<String> missing(Client client) {
        List<String> missing = new ArrayList<>();
        rooms.forEach((room, described) -> {
            JsonNode found = client.get("/v2/rooms/" + room).json();
            // A change may have been written and not acknowledged, so a later description is right, too.
            boolean whole = described.isEmpty()
                    ? found.path("id").asString("").equals(room)
                    : found.path("description").asString("").equals(described);
            if (!whole) {
                missing.add("room " + room + ": " + found);
            }
        });
        codes.forEach((code, room) -> {
            int status =
                    client.with("").post("/v2/token", "{'code':'" + code + "'}").status();
            if (status != 200) {
                missing.add("a code of room " + room + ": " + status);
            }
        });
        return missing;
    }
}
