package dev.foyer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.http.Client;
import dev.foyer.http.Client.Answer;
import dev.foyer.kernel.Json;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ServerFlowTest {
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
    void from_nothing_to_a_token_and_its_layouts() {
        Client client = server.client();
        JsonNode room = client.post("/v2/rooms", "{'name':'weekly-sync','description':'Team call','region':'eu'}")
                .json();
        assertThat(room.path("id").asString()).matches("[0-9a-f]{24}");
        assertThat(room.path("recording_source_template").asBoolean()).isTrue();
        assertThat(room.has("size")).isFalse();
        JsonNode codes = client.post("/v2/room-codes/room/" + room.path("id").asString(), "")
                .json()
                .path("data");
        assertThat(codes.findValuesAsString("role")).containsExactly("host", "guest");
        String code = codes.get(0).path("code").asString();
        assertThat(code).matches("[a-z]{3}-[a-z]{4}-[a-z]{3}");

        Answer token = client.with("")
                .post("/v2/token", "{'code':'" + code.toUpperCase(java.util.Locale.ROOT) + "','user_id':'ü?>~😀'}");
        assertThat(token.status()).isEqualTo(200);
        assertThat(token.response().headers().firstValue("Access-Control-Allow-Origin"))
                .contains("*");
        String jwt = token.json().path("token").asString();
        String payload = jwt.split("\\.")[1];
        assertThat(payload).doesNotContain("-", "_");
        ObjectNode claims =
                Json.readObject(new String(Base64.getDecoder().decode(payload), StandardCharsets.ISO_8859_1));
        assertThat(claims.path("user_id").asString()).isEqualTo("ü?>~😀");
        assertThat(claims.path("room_id")).isEqualTo(room.path("id"));
        assertThat(claims.path("role").asString()).isEqualTo("host");
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(86_400);

        Answer layouts = client.with(jwt).get("/v2/layouts/ui");
        assertThat(layouts.json().path("data").findValuesAsString("role"))
                .startsWith("host")
                .contains("guest");
        assertThat(client.get("/v2/layouts/ui").status()).isEqualTo(401);
        assertThat(client.with(jwt).get("/v2/rooms").status()).isEqualTo(401);
    }

    @Test
    void bad_tokens_are_refused_with_json_and_a_reason_phrase() {
        Client client = server.client();
        assertThat(client.statusLine("/v2/rooms")).isEqualTo("HTTP/1.1 401 Unauthorized");
        assertThat(client.with("").get("/v2/rooms").json().path("message").asString())
                .isEqualTo("Authentication error");
        String secret = server.credentials().get("secret").stringValue();
        List<String> bad = List.of(
                "garbage",
                "a.b.c",
                server.sign(server.claims("management").put("access_key", "nobody")),
                server.sign(server.claims("management").put("exp", Instant.now().getEpochSecond() - 120)),
                server.sign(server.claims("management").put("nbf", Instant.now().getEpochSecond() + 120)),
                server.sign(server.claims("management").put("version", 1)),
                server.sign(server.claims("app")),
                RunningApp.sign(server.claims("management"), "{\"alg\":\"HS256\"}", "another secret"),
                RunningApp.sign(server.claims("management"), "{\"alg\":\"none\"}", secret));
        for (String token : bad) {
            Answer answer = client.with(token).get("/v2/rooms");
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.json().path("code").asInt()).isEqualTo(401);
            assertThat(answer.json().path("message").asString()).isEqualTo("Token validation error");
            assertThat(answer.json().path("details")).hasSize(1);
        }
    }

    @Test
    void tokens_of_a_clock_half_a_minute_ahead_are_accepted() {
        String ahead =
                server.sign(server.claims("management").put("nbf", Instant.now().getEpochSecond() + 30));
        assertThat(server.client().with(ahead).get("/v2/rooms").status()).isEqualTo(200);
    }

    @Test
    void a_disabled_room_closes_everything_and_comes_back_with_the_same_codes() {
        Client client = server.client();
        String room =
                client.post("/v2/rooms", "{'name':'closing'}").json().path("id").asString();
        JsonNode codes = client.post("/v2/room-codes/room/" + room + "/", "{}").json();
        String exchange = "{'code':'" + codes.path("data").get(1).path("code").asString() + "'}";
        assertThat(client.post("/v2/rooms/" + room, "{'enabled':false}")
                        .json()
                        .path("enabled")
                        .asBoolean())
                .isFalse();
        assertThat(client.get("/v2/rooms?name=closing").json().path("data")).isEmpty();
        assertThat(client.get("/v2/rooms?name=closing&enabled=false").json().path("data"))
                .hasSize(1);
        Answer refused = client.post("/v2/room-codes/room/" + room, "");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().path("message").asString()).isEqualTo("Room is disabled");
        assertThat(client.get("/v2/room-codes/room/" + room).status()).isEqualTo(403);
        assertThat(client.post("/v2/token", exchange).status()).isEqualTo(403);
        client.post("/v2/rooms/" + room, "{'enabled':true}");
        assertThat(client.post("/v2/room-codes/room/" + room, "").json()).isEqualTo(codes);
        Answer listed = client.get("/v2/room-codes/room/" + room);
        assertThat(listed.json().path("data")).isEqualTo(codes.path("data"));
        assertThat(listed.json().path("limit").asInt()).isEqualTo(20);
        assertThat(client.post("/v2/token", exchange).status()).isEqualTo(200);
    }

    @Test
    void a_code_can_be_switched_and_dies_with_its_role() {
        Client client = server.client();
        String template = client.post("/v2/templates", "{'name':'codes','roles':{'a':{},'b':{}}}")
                .json()
                .path("id")
                .asString();
        String room = client.post("/v2/rooms", "{'name':'switching','template_id':'" + template + "'}")
                .json()
                .path("id")
                .asString();
        String code = client.post("/v2/room-codes/room/" + room + "/role/b", "")
                .json()
                .path("code")
                .asString();
        Answer off = client.post("/v2/room-codes/code", "{'code':'" + code + "','enabled':false}");
        assertThat(off.json().path("enabled").asBoolean()).isFalse();
        assertThat(client.post("/v2/token", "{'code':'" + code + "'}").status()).isEqualTo(403);
        client.post("/v2/room-codes/code", "{'code':'" + code + "','enabled':true}");
        assertThat(client.delete("/v2/templates/" + template + "/roles/b").status())
                .isEqualTo(204);
        assertThat(client.delete("/v2/templates/" + template + "/roles/b").status())
                .isEqualTo(404);
        assertThat(client.post("/v2/token", "{'code':'" + code + "'}").status()).isEqualTo(403);
        assertThat(client.post("/v2/room-codes/room/" + room, "")
                        .json()
                        .path("data")
                        .findValuesAsString("role"))
                .containsExactly("a");
        assertThat(client.post("/v2/room-codes/code", "{'code':'" + code + "','enabled':true}")
                        .status())
                .isEqualTo(403);
        assertThat(client.post("/v2/room-codes/code", "{'code':'" + code + "','enabled':'yes'}")
                        .status())
                .isEqualTo(400);
        assertThat(client.post("/v2/room-codes/code", "{'code':'aaa-aaaa-aaa','enabled':true}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void the_token_endpoint_takes_any_content_type_and_a_preflight() {
        Client client = server.client();
        for (String type :
                List.of("text/plain;charset=UTF-8", "application/json", "application/x-www-form-urlencoded")) {
            HttpRequest.Builder request = client.request("/v2/token")
                    .header("Content-Type", type)
                    .POST(HttpRequest.BodyPublishers.ofString("{\"code\":\"zzz-zzzz-zzz\"}"));
            Answer answer = client.send(request);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.json().path("code").asInt()).isEqualTo(404);
            assertThat(answer.json().path("message").asString()).isEqualTo("room code not found");
        }
        Answer preflight = client.send(client.with("")
                .request("/v2/layouts/ui")
                .header("Access-Control-Request-Headers", "authorization")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.response().headers().firstValue("Access-Control-Allow-Origin"))
                .contains("*");
        assertThat(preflight.response().headers().firstValue("Access-Control-Allow-Headers"))
                .contains("authorization");
    }

    @Test
    void every_error_is_json_with_the_cors_header() {
        Client client = server.client();
        for (Answer answer : List.of(
                client.get("/v2/nothing"),
                client.get("/v2/rooms/0123456789abcdef01234567"),
                client.get("/v2/rooms?limit=x"),
                client.post("/v2/rooms", "[1]"),
                client.post("/v2/rooms", "{broken"),
                client.post("/v2/token", "x".repeat(5000)),
                client.get("/v2/%2e%2e/rooms"))) {
            assertThat(answer.status()).isBetween(400, 499);
            assertThat(answer.json().path("code").asInt()).isEqualTo(answer.status());
            assertThat(answer.json().path("message").asString()).isNotEmpty();
            assertThat(answer.response().headers().firstValue("Access-Control-Allow-Origin"))
                    .contains("*");
        }
        assertThat(client.get("/healthz").json().path("status").asString()).isEqualTo("ok");
        assertThat(client.get("/v2/rooms?name=unknown").json().path("data")).isEmpty();
        assertThat(client.get("/v2/rooms/?limit=5&foo=bar").json().path("limit").asInt())
                .isEqualTo(10);
    }

    @Test
    void an_empty_role_is_filled_as_documented() {
        JsonNode template = server.client()
                .post("/v2/templates", "{'name':'team','roles':{'host':{},'guest':{}},'settings':{'region':'auto'}}")
                .json();
        assertThat(template.path("_id")).isEqualTo(template.path("id"));
        assertThat(template.path("roles").path("host")).isEqualTo(TestParts.json("""
                {'name':'host','publishParams':{'allowed':['audio','video','screen'],
                'audio':{'bitRate':32,'codec':'opus'},
                'video':{'bitRate':300,'codec':'vp8','frameRate':30,'width':480,'height':360},
                'screen':{'codec':'vp8','frameRate':10,'width':1920,'height':1080},'simulcast':{'video':{},'screen':{}}},
                'subscribeParams':{'subscribeToRoles':['host','guest'],'maxSubsBitRate':3200,'subscribeDegradation':
                {'packetLossThreshold':25,'degradeGracePeriodSeconds':1,'recoverGracePeriodSeconds':4}},
                'permissions':{'endRoom':false,'removeOthers':false,'mute':false,'unmute':false,'changeRole':false,
                'sendRoomState':false,'pollRead':false,'pollWrite':false,'browserRecording':true,'rtmpStreaming':true,
                'hlsStreaming':true},'priority':1,'maxPeerCount':0}
                """));
        assertThat(template.path("settings").path("recording").isNull()).isTrue();
        assertThat(server.client()
                        .get("/v2/templates/" + template.path("id").asString())
                        .json())
                .isEqualTo(template);
    }

    @Test
    void a_second_start_keeps_workspace_and_links_and_the_secrets_are_private() throws Exception {
        RunningApp first = RunningApp.fresh();
        List<String> links = links(first);
        ObjectNode credentials = first.credentials();
        first.close();
        try (RunningApp second = new RunningApp(first.data)) {
            assertThat(links(second)).isEqualTo(links).hasSize(4);
            assertThat(second.credentials()).isEqualTo(credentials);
            for (String file : List.of("credentials.json", "keys.json")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(first.data.resolve(file))))
                        .isEqualTo("rw-------");
            }
        }
    }

    private static List<String> links(RunningApp app) {
        return app.app.banner().lines().stream()
                .filter(line -> line.contains("/meeting/"))
                .map(line -> line.replaceAll(":[0-9]+/", "/"))
                .toList();
    }
}
