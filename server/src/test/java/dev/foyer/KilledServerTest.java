package dev.foyer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.database.Engine;
import dev.foyer.signalling.Tab;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is known of a session after the server that held it is gone. */
class KilledServerTest {
    private static Instant time(JsonNode node) {
        return Instant.parse(node.asString());
    }

    /** The id of the session as the client is told. */
    private static String enter(ServerProcess server, String room, String peer, String role) throws Exception {
        Tab tab = Tab.open(server.port(), peer, server.authToken(room, "user-" + peer, role));
        return tab.enter(peer, "").path("room").path("session_id").asString();
    }

    private static ObjectNode session(ServerProcess server, String id) {
        return server.client().get("/v2/sessions/" + id).json();
    }

    private static String room(ServerProcess server) {
        return server.client()
                .post("/v2/rooms", "{'name':'doomed'}")
                .json()
                .path("id")
                .asString();
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void sessions_of_a_killed_server_are_closed_with_their_last_sign_of_life(Engine engine) throws Exception {
        String[] flags = engine.flags();
        ServerProcess first = ServerProcess.fresh(flags);
        String room = room(first);
        String id = enter(first, room, "alice", "host");
        assertThat(enter(first, room, "bob", "guest")).isEqualTo(id);
        ServerProcess.await(
                "both in the record", () -> session(first, id).path("peers").size() == 2);
        first.kill();
        Instant killed = Instant.now();

        try (ServerProcess second = ServerProcess.start(first.data(), flags)) {
            Instant up = Instant.now();
            ServerProcess.await(
                    "the session's end",
                    () -> !session(second, id).path("active").asBoolean(true));
            // Fifteen seconds after the kill, or at once when the start alone took longer.
            Instant due = killed.plusSeconds(15).isAfter(up) ? killed.plusSeconds(15) : up.plusSeconds(5);
            assertThat(Instant.now()).isBefore(due);

            ObjectNode closed = session(second, id);
            assertThat(Duration.between(time(closed.path("updated_at")), killed))
                    .isBetween(Duration.ofSeconds(-1), Duration.ofSeconds(15));
            for (JsonNode peer : closed.path("peers")) {
                assertThat(time(peer.path("left_at"))).isEqualTo(time(closed.path("updated_at")));
                assertThat(peer.path("reason").asString()).isEqualTo("server stopped");
            }
            assertThat(enter(second, room, "alice", "host")).isNotEmpty().isNotEqualTo(id);
            assertThat(session(second, id)).isEqualTo(closed);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void sessions_of_a_stopped_server_are_closed_when_it_stops(Engine engine) throws Exception {
        String[] flags = engine.flags();
        ServerProcess first = ServerProcess.fresh(flags);
        String room = room(first);
        String id = enter(first, room, "alice", "host");
        first.stop();

        try (ServerProcess second = ServerProcess.start(first.data(), flags)) {
            ObjectNode closed = session(second, id);
            assertThat(closed.path("active").asBoolean(true)).isFalse();
            assertThat(closed.path("peers").path("alice").path("reason").asString())
                    .isEqualTo("server stopped");
        }
    }
}
