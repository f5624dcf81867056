package dev.foyer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.http.Client;
import dev.foyer.http.Client.Answer;
import dev.foyer.kernel.Json;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** The parts of a template, layouts and polls over HTTP. */
class TemplateRestTest {
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
    void a_template_is_built_part_by_part_and_sent_back_as_it_was_read() {
        Client client = server.client();
        String id = client.post("/v2/templates", "{'name':'parts','roles':{'host':{}}}")
                .json()
                .path("id")
                .asString();
        String path = "/v2/templates/" + id;
        assertThat(client.post(path + "/roles/guest", "{'priority':2,'unknown':[1]}")
                        .json()
                        .path("priority")
                        .asInt())
                .isEqualTo(2);
        assertThat(client.get(path + "/roles/guest").json().path("name").asString())
                .isEqualTo("guest");
        Answer settings = client.post(path + "/settings", "{'region':'us'}");
        assertThat(settings.json()).isEqualTo(client.get(path + "/settings").json());
        assertThat(settings.json().path("region").asString()).isEqualTo("us");
        client.post(path + "/destinations", "{'rtmpDestinations':{'a':{'rtmpUrls':['rtmp://x/y']}}}");
        assertThat(client.get(path + "/destinations")
                        .json()
                        .at("/rtmpDestinations/a/rtmpUrls/0")
                        .asString())
                .isEqualTo("rtmp://x/y");
        JsonNode read = client.get(path).json();
        JsonNode written = client.post(path, Json.write(read)).json();
        assertThat(written.path("roles")).isEqualTo(read.path("roles"));
        assertThat(written.path("destinations")).isEqualTo(read.path("destinations"));
        assertThat(client.get("/v2/templates/nope/settings").status()).isEqualTo(404);
        assertThat(client.post(path + "/settings", "{'region':'mars'}").status())
                .isEqualTo(400);
        assertThat(client.get("/v2/template-presets").json().path("data")).hasSize(4);
    }

    @Test
    void the_recording_configuration_is_a_bare_array() throws Exception {
        Client client = server.client();
        String id = client.post("/v2/templates", "{'name':'recorded','roles':{'host':{}}}")
                .json()
                .path("id")
                .asString();
        String path = "/v2/templates/" + id + "/recordings";
        assertThat(array(client.request(path).GET())).isEmpty();
        String body = "[{\"name\":\"x\",\"role\":\"host\",\"trackRecording\":{\"enabled\":true}}]";
        ArrayNode stored = array(client.request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(stored).isEqualTo(Json.readArray(body));
        assertThat(array(client.request(path).GET())).isEqualTo(stored);
        assertThat(client.post(path, "{'name':'x'}").status()).isEqualTo(400);
    }

    @Test
    void a_design_reaches_the_meeting_page() {
        Client client = server.client();
        String template = client.post("/v2/templates", "{'name':'designed','roles':{'host':{}}}")
                .json()
                .path("id")
                .asString();
        String path = "/v2/templates/" + template + "/layout";
        assertThat(client.get(path).json()).isEmpty();
        assertThat(client.post(path, "{'logo':{'url':'/logo.png'}}").status()).isEqualTo(200);
        assertThat(client.post(path, "{'logo':{'url':'data:x'}}").status()).isEqualTo(400);
        String room = client.post("/v2/rooms", "{'name':'designed','template_id':'" + template + "'}")
                .json()
                .path("id")
                .asString();
        String code = client.post("/v2/room-codes/room/" + room + "/role/host", "{}")
                .json()
                .path("code")
                .asString();
        String token = client.post("/v2/token", "{'code':'" + code + "'}")
                .json()
                .path("token")
                .asString();
        assertThat(client.with(token)
                        .get("/v2/layouts/ui")
                        .json()
                        .at("/data/0/logo/url")
                        .asString())
                .isEqualTo("/logo.png");
    }

    @Test
    void a_poll_lives_under_its_id_and_hangs_on_rooms() {
        Client client = server.client();
        String id = client.post("/v2/polls", "{'title':'Lunch','questions':[{'text':'Pizza?'}]}")
                .json()
                .path("id")
                .asString();
        String path = "/v2/polls/" + id;
        client.post(path + "/questions/1/options/1", "{'text':'yes'}");
        assertThat(client.get(path).json().at("/questions/0/options/0/text").asString())
                .isEqualTo("yes");
        assertThat(client.delete(path + "/questions/1/options/1").status()).isEqualTo(204);
        assertThat(client.delete(path + "/questions/1/options/1").status()).isEqualTo(404);
        assertThat(client.delete(path + "/questions/one").status()).isEqualTo(404);
        assertThat(client.get(path + "/sessions").json().path("responses")).isEmpty();
        assertThat(client.get(path + "/responses?all=true&question=1")
                        .json()
                        .path("limit")
                        .asInt())
                .isEqualTo(10);
        assertThat(client.get(path + "/responses?question=x").status()).isEqualTo(400);
        assertThat(client.get(path + "/results").json().path("results").isArray())
                .isTrue();
        assertThat(client.get(path + "/results/x").status()).isEqualTo(404);
        assertThat(client.get("/v2/polls/nope").json().path("message").asString())
                .isEqualTo("Poll not found");
        assertThat(client.post("/v2/rooms", "{'name':'polled','polls':['" + id + "']}")
                        .json()
                        .at("/polls/0")
                        .asString())
                .isEqualTo(id);
    }

    private static ArrayNode array(HttpRequest.Builder request) throws Exception {
        try (var http = java.net.http.HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            return Json.readArray(answer.body());
        }
    }
}
