package dev.foyer.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.RunningApp;
import dev.foyer.http.Client;
import dev.foyer.kernel.Json;
import dev.foyer.kernel.Refusal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Thousands of bad calls: each is refused with the error body, none is a failure, none leaves anything behind. */
class HostileInputTest {
    /** Tables that say how often something was refused. */
    private static final Set<String> COUNTS_REFUSALS = Set.of("code_usage", "server_process");

    /** Client SDKs keep a report that is refused and send it again for ever. */
    private static final String TAKES_ANYTHING = "/v2/client/";

    private static RunningApp server;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        server = RunningApp.fresh();
    }

    @AfterAll
    static void stop() {
        server.close();
        HTTP.close();
    }

    @Test
    void every_operation_refuses_every_bad_input_and_keeps_nothing_of_it() throws Exception {
        Client client = server.client();
        JsonNode document = client.get("/docs/openapi.json").json();
        List<String> faults = new ArrayList<>();
        TreeMap<String, Integer> statuses = new TreeMap<>();
        int count = 0;
        try (Dump dump = new Dump(server.data(), COUNTS_REFUSALS)) {
            Map<String, String> known = Things.make(client);
            String person = Things.authToken(client, known);
            TreeMap<String, Long> before = dump.take();
            for (HostileCall call : new HostileCalls(known).of(document)) {
                count++;
                HttpResponse<String> answer = answer(call, person, faults);
                if (answer == null) {
                    continue;
                }
                statuses.merge(String.valueOf(answer.statusCode()), 1, Integer::sum);
                TreeMap<String, Long> after = dump.take();
                judge(call, answer, before, after, faults);
                before = after;
            }
        }
        System.out.println("hostile calls: " + count + " by status " + statuses);
        assertThat(faults.stream().limit(200).toList())
                .as("%d faults in %d calls", faults.size(), count)
                .isEmpty();
        assertThat(count).isGreaterThan(2_000);
    }

    private static void judge(
            HostileCall call,
            HttpResponse<String> answer,
            Map<String, Long> before,
            Map<String, Long> after,
            List<String> faults) {
        int status = answer.statusCode();
        if (status >= 500 && status != 501) {
            faults.add(status + ": " + call.about());
        } else if (status >= 400) {
            if (!wellSaid(status, answer.body())) {
                faults.add("no error body: " + call.about() + " " + answer.body());
            }
            if (!before.equals(after)) {
                faults.add("refused but stored: " + call.about());
            }
        } else if (call.mustRefuse() && !call.path().startsWith(TAKES_ANYTHING)) {
            faults.add(status + " but is wrong: " + call.about());
        }
        if (answer.headers().firstValue("Set-Cookie").isPresent()) {
            faults.add("header injected: " + call.about());
        }
    }

    private static boolean wellSaid(int status, String body) {
        try {
            ObjectNode error = Json.readObject(body);
            return error.path("code").asInt(0) == status
                    && !error.path("message").asString("").isBlank();
        } catch (Refusal notJson) {
            return false;
        }
    }

    private static @Nullable HttpResponse<String> answer(HostileCall call, String person, List<String> faults)
            throws InterruptedException {
        try {
            return send(call, person);
        } catch (IOException e) {
            faults.add("no answer: " + call.about() + " " + e.getMessage());
            return null;
        }
    }

    private static HttpResponse<String> send(HostileCall call, String person) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + server.port() + call.path()))
                .timeout(Duration.ofSeconds(20))
                .method(call.method(), HttpRequest.BodyPublishers.ofByteArray(call.body()));
        switch (call.scope()) {
            case "management" -> request.header("Authorization", "Bearer " + server.managementToken());
            case "auth" -> request.header("Authorization", "Bearer " + person);
            default -> {}
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
