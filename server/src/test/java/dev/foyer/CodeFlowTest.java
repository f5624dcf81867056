package dev.foyer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.http.Client;
import dev.foyer.http.Client.Answer;
import dev.foyer.kernel.Json;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Room codes and all that is ours about them, over HTTP. */
class CodeFlowTest {
    private static RunningApp server;
    private static Client client;
    private String room;

    @BeforeAll
    static void start() {
        server = RunningApp.fresh();
        client = server.client();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void open() {
        room = client.post("/v2/rooms", "{}").json().path("id").asString();
    }

    private JsonNode code(String role, String body) {
        return client.post("/v2/room-codes/room/" + room + "/role/" + role, body)
                .json();
    }

    private Answer trade(JsonNode code, String more) {
        String start = "{'code':'" + code.path("code").asString() + "'";
        return client.with("").post("/v2/token", start + (more.isEmpty() ? "}" : "," + more + "}"));
    }

    @Test
    void a_plain_code_looks_as_ever_and_a_policy_shows_only_what_is_set() {
        JsonNode plain = code("guest", "");
        assertThat(plain.propertyNames())
                .containsExactlyInAnyOrder("id", "code", "room_id", "role", "enabled", "created_at", "updated_at");
        JsonNode special = code("guest", "{'policy':{'max_uses':2,'pin':'4711','label':'VIP','lobby':false}}");
        assertThat(special.path("code")).isNotEqualTo(plain.path("code"));
        assertThat(special.path("policy")).isEqualTo(TestParts.json("{'max_uses':2,'label':'VIP','pin':true}"));
        assertThat(special.path("uses").asInt()).isZero();
        assertThat(code("guest", "")).isEqualTo(plain);
        String letters = special.path("code").asString();
        JsonNode changed = client.post("/v2/room-codes/code", "{'code':'" + letters + "','policy':null}")
                .json();
        assertThat(changed.has("policy")).isFalse();
        assertThat(client.post("/v2/room-codes/code", "{'code':'" + letters + "'}")
                        .status())
                .isEqualTo(400);
        assertThat(client.get("/v2/room-codes/room/" + room).json().path("data"))
                .hasSize(2);
    }

    @Test
    void a_rotated_code_is_replaced_at_once() {
        JsonNode old = code("guest", "{'policy':{'label':'Door'}}");
        String letters = old.path("code").asString();
        JsonNode next = client.post("/v2/room-codes/code/rotate", "{'code':'" + letters + "'}")
                .json();
        assertThat(next.path("policy")).isEqualTo(old.path("policy"));
        assertThat(trade(next, "").status()).isEqualTo(200);
        assertThat(trade(old, "").json().path("message").asString()).isEqualTo("room code is disabled");
        assertThat(client.post("/v2/room-codes/code/rotate", "{'code':'" + letters + "','grace_seconds':604801}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void usage_is_told_by_id_and_page_views_never_count() {
        JsonNode code = code("guest", "{'policy':{'max_uses':1}}");
        for (int i = 0; i < 5; i++) {
            page("/meeting/" + code.path("code").asString());
        }
        assertThat(trade(code, "'device':'a'").status()).isEqualTo(200);
        assertThat(trade(code, "'device':'a'").status()).isEqualTo(200);
        Answer refused = trade(code, "'device':'b'");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().path("message").asString()).isEqualTo("code is used up");
        JsonNode usage = client.get("/v2/room-codes/code/" + code.path("id").asString() + "/usage")
                .json();
        assertThat(usage.path("opened").asInt()).isEqualTo(3);
        assertThat(usage.path("exchanged").asInt()).isEqualTo(2);
        assertThat(usage.path("devices").asInt()).isEqualTo(1);
        assertThat(usage.path("refused")).isEqualTo(TestParts.json("{'code is used up':1}"));
        assertThat(usage.has("last_used")).isTrue();
        assertThat(client.get("/v2/room-codes/code/unknown/usage").status()).isEqualTo(404);
    }

    @Test
    void many_people_get_a_code_each_as_json() {
        Answer made = client.post(
                "/v2/room-codes/room/" + room + "/bulk",
                "{'role':'guest','policy':{'one_time':true},'people':[{'name':'Ada','email':'a@b.c'},{'name':'Bob'}]}");
        JsonNode ada = made.json().path("data").get(0);
        assertThat(ada.path("link").asString())
                .matches("http://.+\\.localhost:" + server.app.port() + "/meeting/"
                        + ada.path("code").asString());
        assertThat(ada.path("email").asString()).isEqualTo("a@b.c");
        String token = trade(ada, "").json().path("token").asString();
        assertThat(new String(
                        java.util.Base64.getDecoder().decode(token.split("\\.")[1]),
                        java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains("\"code_name\":\"Ada\"");
        for (String bad : new String[] {
            "{'role':'guest'}",
            "{'role':'guest','people':[]}",
            "{'people':[{'name':'A'}]}",
            "{'role':'guest','people':[1]}",
            "{'role':'guest','people':[{'email':'a@b.c'}]}"
        }) {
            assertThat(client.post("/v2/room-codes/room/" + room + "/bulk", bad).status())
                    .as(bad)
                    .isEqualTo(400);
        }
    }

    @Test
    void ten_thousand_people_fit_into_one_csv_and_formulas_are_defused() throws Exception {
        String rows = IntStream.range(0, 9_998)
                .mapToObj(i -> "Person " + i + ",p" + i + "@example.org,\"Group \"\"" + i % 7 + "\"\"\"")
                .collect(Collectors.joining("\r\n"));
        HttpResponse<String> answer =
                bulk("\uFEFFName,Email,Label\r\n=cmd|' /C calc'!A0,,@x\r\n\"Doe, Jane\",,\r\n" + rows);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        String[] lines = answer.body().split("\r\n");
        assertThat(lines).hasSize(10_001);
        assertThat(lines[0]).isEqualTo("\"name\",\"email\",\"label\",\"code\",\"link\"");
        assertThat(lines[1]).startsWith("\"'=cmd|' /C calc'!A0\",\"\",\"'@x\",");
        assertThat(lines[2]).startsWith("\"Doe, Jane\",\"\",\"\",");
        assertThat(lines[3])
                .startsWith("\"Person 0\",\"p0@example.org\",\"Group \"\"0\"\"\",")
                .contains("/meeting/");
        assertThat(bulk("name\nOne more").statusCode()).isEqualTo(400);
        assertThat(bulk("wrong,columns\na,b").statusCode()).isEqualTo(400);
        assertThat(bulk("name\n\"open").statusCode()).isEqualTo(400);
        assertThat(client.get("/v2/room-codes/room/" + room + "?limit=100")
                        .json()
                        .path("data"))
                .hasSize(100);
    }

    @Test
    void a_moderator_or_the_operator_lets_people_in_and_a_guest_does_not() {
        JsonNode code = code("guest", "{'policy':{'lobby':true}}");
        Answer waiting = trade(code, "'name':'Ada'");
        String entry = waiting.json().path("details").get(0).asString();
        String host = trade(code("host", ""), "").json().path("token").asString();
        String guest = trade(code("guest", ""), "").json().path("token").asString();
        assertThat(client.with(guest).get("/v2/lobby").status()).isEqualTo(403);
        JsonNode list = client.with(host).get("/v2/lobby").json().path("data");
        assertThat(list).hasSize(1);
        assertThat(list.get(0).path("name").asString()).isEqualTo("Ada");
        assertThat(list)
                .isEqualTo(
                        client.get("/v2/active-rooms/" + room + "/lobby").json().path("data"));
        Answer in = client.with(host).post("/v2/lobby/" + entry, "{'action':'admit'}");
        assertThat(in.json().path("state").asString()).isEqualTo("admitted");
        assertThat(trade(code, "'entry':'" + entry + "'").status()).isEqualTo(200);
        client.post("/v2/active-rooms/" + room + "/lobby/" + entry, "{'action':'deny'}");
        assertThat(trade(code, "'entry':'" + entry + "'").status()).isEqualTo(403);
        assertThat(client.with(host)
                        .post("/v2/lobby/" + entry, "{'action':'wave'}")
                        .status())
                .isEqualTo(400);
        assertThat(client.with(host)
                        .post("/v2/lobby/nobody", "{'action':'admit'}")
                        .status())
                .isEqualTo(404);
    }

    private HttpResponse<String> bulk(String csv) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        client.request("/v2/room-codes/room/" + room + "/bulk?role=guest")
                                .header("Content-Type", "text/csv; charset=utf-8")
                                .header("Accept", "text/csv")
                                .POST(HttpRequest.BodyPublishers.ofString(csv))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    /** The page need not be built for this; what counts is that it is asked for. */
    private void page(String path) {
        try {
            HttpClient.newHttpClient()
                    .send(client.with("").request(path).GET().build(), HttpResponse.BodyHandlers.discarding());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(Json.write(path), e);
        }
    }
}
