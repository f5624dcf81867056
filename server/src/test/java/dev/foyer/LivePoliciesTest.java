package dev.foyer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.http.Client;
import dev.foyer.http.Client.Answer;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What REST calls change is heard in calls that are under way; and rooms that exist for a connection test only. */
class LivePoliciesTest {
    private static RunningApp server;

    @BeforeAll
    static void start() {
        server = RunningApp.fresh();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void people_in_a_room_hear_of_a_changed_role_and_of_a_renamed_room_at_once() throws Exception {
        Client client = server.client();
        String template = client.post("/v2/templates", "{'name':'live','roles':{'a':{},'b':{}}}")
                .json()
                .path("id")
                .asString();
        String room = client.post("/v2/rooms", "{'name':'live','template_id':'" + template + "'}")
                .json()
                .path("id")
                .asString();
        String code = client.post("/v2/room-codes/room/" + room + "/role/a", "{}")
                .json()
                .path("code")
                .asString();
        String token = client.with("")
                .post("/v2/token", "{'code':'" + code + "'}")
                .json()
                .path("token")
                .asString();
        try (Socket alice = new Socket(client, "alice", token)) {
            JsonNode before = alice.await("on-policy-change", policy -> true);
            assertThat(before.at("/known_roles/a/permissions/mute").asBoolean()).isFalse();

            client.post("/v2/templates/" + template + "/roles/a", "{'permissions':{'mute':true}}");
            alice.await(
                    "on-policy-change",
                    policy -> policy.at("/known_roles/a/permissions/mute").asBoolean());
            client.post("/v2/rooms/" + room, "{'name':'renamed','size':3}");
            JsonNode info = alice.await(
                    "room-info", told -> told.path("name").asString().equals("renamed"));
            assertThat(info.path("max_size").asInt()).isEqualTo(3);
            assertThat(client.delete("/v2/templates/" + template + "/roles/b").status())
                    .isEqualTo(204);
            alice.await(
                    "on-policy-change", policy -> !policy.path("known_roles").has("b"));
        }
    }

    @Test
    void a_connection_test_gets_a_room_of_its_own_that_is_stored_nowhere() throws Exception {
        Client nobody = server.client().with("");
        Answer first = nobody.get("/v2/diagnostics/token?region=eu");
        assertThat(first.status()).isEqualTo(200);
        Answer second = nobody.get("/v2/diagnostics/token");
        Set<String> rooms = new HashSet<>();
        for (Answer answer : new Answer[] {first, second}) {
            String token = answer.json().path("token").asString();
            try (Socket tester = new Socket(nobody, "tester", token)) {
                JsonNode policy = tester.await("on-policy-change", told -> true);
                assertThat(policy.path("name").asString()).isEqualTo("diagnostics");
                assertThat(policy.at("/known_roles/diagnostics/publishParams/allowed"))
                        .hasSize(2);
                rooms.add(
                        tester.await("room-info", told -> true).path("room_id").asString());
            }
        }
        assertThat(rooms).hasSize(2);
        for (String room : rooms) {
            assertThat(server.client().get("/v2/rooms/" + room).status()).isEqualTo(404);
        }
        assertThat(nobody.get("/v2/diagnostics/token?region=mars").status()).isEqualTo(400);
        for (int i = 0; i < 40; i++) {
            nobody.get("/v2/diagnostics/token");
        }
        Answer spent = nobody.get("/v2/diagnostics/token");
        assertThat(spent.status()).isEqualTo(429);
        assertThat(spent.json().path("message").asString()).isEqualTo("rate limit exceeded");
    }
}
