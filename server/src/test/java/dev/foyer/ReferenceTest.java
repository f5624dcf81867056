package dev.foyer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.http.Client;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is said about the API is what the server does. */
class ReferenceTest {
    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static RunningApp server;

    @BeforeAll
    static void start() {
        server = RunningApp.fresh();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** {@code ./foyer docs} runs this with the property set, and writes the files instead. */
    @ParameterizedTest
    @ValueSource(strings = {"openapi.json", "postman.json"})
    void the_checked_in_file_is_what_the_server_makes_of_its_routes(String name) throws IOException {
        Path file = Path.of("../docs").resolve(name);
        String made = PRETTY.writeValueAsString(anybody().get("/docs/" + name).json()) + "\n";
        if (Boolean.getBoolean("foyer.docs.write")) {
            Files.writeString(file, made);
        }
        assertThat(Files.readString(file))
                .as("the API has changed; run ./foyer docs and look at the difference")
                .isEqualTo(made);
    }

    @Test
    void every_operation_is_described() {
        List<String> faults = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        document()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    JsonNode operation = method.getValue();
                    String name = method.getKey() + " " + path.getKey();
                    if (!ids.add(operation.path("operationId").asString())) {
                        faults.add(name + ": its operation id is taken");
                    }
                    if (operation.path("summary").asString("").length() < 5) {
                        faults.add(name + ": no summary");
                    }
                    if (operation.path("responses").has("501")) {
                        return;
                    }
                    boolean empty = method.getKey().equals("delete")
                            && operation.path("responses").has("204");
                    if (!empty && operation.at("/responses/200/content").isMissingNode()) {
                        faults.add(name + ": the answer is not described");
                    }
                    if (method.getKey().equals("post")
                            && !operation.has("requestBody")
                            && !BODILESS.contains(path.getKey())) {
                        faults.add(name + ": the body is not described");
                    }
                }));
        assertThat(faults).isEmpty();
    }

    /** Calls that say everything in their path. */
    private static final Set<String> BODILESS = Set.of("/v2/room-codes/room/{room_id}");

    @Test
    void the_viewer_and_its_parts_come_from_this_server() {
        String page = text("/docs");
        assertThat(page).contains("/docs/assets/swagger-ui-bundle.js").doesNotContain("http://", "https://");
        for (String part : List.of("swagger-ui-bundle.js", "swagger-ui.css", "start.js", "favicon-32x32.png")) {
            assertThat(text("/docs/assets/" + part)).isNotEmpty();
        }
        assertThat(anybody().get("/docs/assets/index.html").status()).isEqualTo(404);
    }

    private static ObjectNode document() {
        return anybody().get("/docs/openapi.json").json();
    }

    private static String text(String path) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI address = URI.create("http://localhost:" + server.app.port() + path);
            HttpResponse<String> answer =
                    http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Client anybody() {
        return server.client().with("");
    }
}
