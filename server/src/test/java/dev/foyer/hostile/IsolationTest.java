package dev.foyer.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.RunningApp;
import dev.foyer.http.Client;
import dev.foyer.kernel.Json;
import dev.foyer.reference.Examples;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Two customers on one server: neither reads nor changes anything of the other, whatever ids it knows. */
class IsolationTest {
    private static final List<String> SECRETS = List.of("room_id", "template_id", "code");
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
    void every_operation_with_the_other_workspaces_ids_behaves_as_if_they_did_not_exist() {
        Client owner = server.client();
        Map<String, String> theirs = Things.make(owner);
        Client stranger = server.clientOf(server.newWorkspace("Stranger"));
        JsonNode document = owner.get("/docs/openapi.json").json();
        List<String> faults = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> method.getValue().at("/security/0").has("management"))
                        .forEach(method ->
                                attempt(stranger, method.getKey(), path.getKey(), method.getValue(), theirs, faults)));
        assertThat(faults).isEmpty();
        assertThat(changed(owner, theirs)).isEmpty();
    }

    private static void attempt(
            Client stranger,
            String verb,
            String path,
            JsonNode operation,
            Map<String, String> theirs,
            List<String> faults) {
        String target = path;
        for (Map.Entry<String, String> thing : theirs.entrySet()) {
            target = target.replace("{" + thing.getKey() + "}", thing.getValue());
        }
        JsonNode schema = operation.at("/requestBody/content/application~1json/schema");
        String body = schema.isMissingNode() ? "" : aimed(schema, theirs);
        HttpRequest.Builder request = stranger.request(target.replaceAll("\\{[^}]+}", "000000000000000000000000"))
                .method(verb.toUpperCase(Locale.ROOT), HttpRequest.BodyPublishers.ofString(body));
        Client.Answer answer = stranger.send(request);
        String name = verb + " " + path + " → " + answer.status();
        if (answer.status() >= 500 && answer.status() != 501) {
            faults.add(name + " failed");
        }
        if (path.contains("{") && answer.status() < 400) {
            faults.add(name + " went through");
        }
        // A replay repeats what was asked for; it finds no event of the other's, which the webhooks' own tests show.
        boolean repeats = path.endsWith("/webhooks/replay");
        for (String secret : SECRETS) {
            if (!repeats && answer.status() < 400 && answer.response().body().contains(theirs.get(secret))) {
                faults.add(name + " shows the other's " + secret);
            }
        }
    }

    /** A good body whose ids are the other's. */
    private static String aimed(JsonNode schema, Map<String, String> theirs) {
        if (!(Examples.of(schema, true) instanceof ObjectNode body)) {
            return Json.write(Examples.of(schema, true));
        }
        SECRETS.stream().filter(body::has).forEach(name -> body.put(name, theirs.get(name)));
        return Json.write(body);
    }

    /** What the owner sees must be what it was. */
    private static List<String> changed(Client owner, Map<String, String> theirs) {
        List<String> changed = new ArrayList<>();
        JsonNode room = owner.get("/v2/rooms/" + theirs.get("room_id")).json();
        if (!room.path("name").asString("").equals("target")
                || !room.path("enabled").asBoolean()) {
            changed.add("the room");
        }
        JsonNode codes =
                owner.get("/v2/room-codes/room/" + theirs.get("room_id")).json().path("data");
        if (codes.size() != 2 || !codes.get(0).path("enabled").asBoolean()) {
            changed.add("the codes");
        }
        return changed;
    }
}
