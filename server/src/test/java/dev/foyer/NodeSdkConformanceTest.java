package dev.foyer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.http.Client;
import dev.foyer.http.Client.Answer;
import dev.foyer.kernel.Timestamps;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The requests that the official Node SDK 0.3.0 makes for rooms, codes and jobs, and what it reads from the answers. */
class NodeSdkConformanceTest {
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
    void a_room_made_twice_is_one_room_that_is_found_by_id_and_by_name() {
        JsonNode first = sdk("POST", "/v2/rooms", "{'name':'sdk-room','description':'x'}")
                .json();
        JsonNode second = sdk("POST", "/v2/rooms", "{'name':'sdk-room'}").json();
        assertThat(second.path("id")).isEqualTo(first.path("id"));
        String id = first.path("id").asString();
        assertThat(sdk("GET", "/v2/rooms/" + id, "").json().path("name").asString())
                .isEqualTo("sdk-room");
        JsonNode byName = sdk("GET", "/v2/rooms?name=sdk-room", "").json();
        assertThat(byName.at("/data/0/id").asString()).isEqualTo(id);
        assertThat(sdk("GET", "/v2/rooms?name=nobody-has-this", "").json().path("data"))
                .isEmpty();
        // The SDK makes a Date of every top-level member that ends in _at.
        assertThat(Timestamps.parse(first.path("created_at").asString())).isPresent();
        assertThat(Timestamps.parse(first.path("updated_at").asString())).isPresent();
    }

    @Test
    void a_room_is_updated_disabled_and_listed_among_the_disabled_only() {
        String id = sdk("POST", "/v2/rooms", "{'name':'sdk-switch'}")
                .json()
                .path("id")
                .asString();
        JsonNode updated = sdk("POST", "/v2/rooms/" + id, "{'description':'new','size':20}")
                .json();
        assertThat(updated.path("description").asString()).isEqualTo("new");
        assertThat(sdk("POST", "/v2/rooms/" + id, "{'enabled':false}")
                        .json()
                        .path("enabled")
                        .asBoolean())
                .isFalse();
        JsonNode disabled = sdk("GET", "/v2/rooms?enabled=false", "").json().path("data");
        assertThat(disabled).isNotEmpty();
        assertThat(disabled).allMatch(room -> !room.path("enabled").asBoolean());
        JsonNode enabled = sdk("GET", "/v2/rooms?limit=100", "").json().path("data");
        assertThat(enabled).isNotEmpty();
        assertThat(enabled).allMatch(room -> room.path("enabled").asBoolean());
        assertThat(sdk("POST", "/v2/room-codes/room/" + id, "{}")
                        .json()
                        .path("message")
                        .asString())
                .isEqualTo("Room is disabled");
    }

    @Test
    void the_iterator_reads_every_page_with_raw_times_in_the_query() {
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 23; i++) {
            made.add(sdk("POST", "/v2/rooms", "{'name':'page-" + i + "'}")
                    .json()
                    .path("id")
                    .asString());
        }
        List<String> seen = new ArrayList<>();
        String start = "";
        do {
            JsonNode page = sdk("GET", "/v2/rooms?after=2023-01-01T00:00:00.000Z&limit=10" + start, "")
                    .json();
            assertThat(page.path("limit").asInt()).isEqualTo(10);
            page.path("data").forEach(room -> seen.add(room.path("id").asString()));
            String last = page.path("last").asString();
            start = last.isEmpty() ? "" : "&start=" + last;
        } while (!start.isEmpty());
        assertThat(seen).containsAll(made).doesNotHaveDuplicates();
    }

    @Test
    void codes_made_twice_are_the_same_objects_as_those_that_are_listed() {
        String id = sdk("POST", "/v2/rooms", "{'name':'sdk-codes'}")
                .json()
                .path("id")
                .asString();
        JsonNode created = sdk("POST", "/v2/room-codes/room/" + id, "{}").json().path("data");
        assertThat(sdk("POST", "/v2/room-codes/room/" + id, "{}").json().path("data"))
                .isEqualTo(created);
        assertThat(sdk("GET", "/v2/room-codes/room/" + id, "").json().path("data"))
                .isEqualTo(created);
        JsonNode one =
                sdk("POST", "/v2/room-codes/room/" + id + "/role/host", "{}").json();
        assertThat(one).isEqualTo(created.get(0));
        JsonNode filtered = sdk("GET", "/v2/room-codes/room/" + id + "?role=host&enabled=true&limit=10", "")
                .json();
        assertThat(filtered.path("data")).hasSize(1);
        String off = "{'code':'" + one.path("code").asString() + "','enabled':false}";
        assertThat(sdk("POST", "/v2/room-codes/code", off)
                        .json()
                        .path("enabled")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void jobs_that_do_not_exist_yet_are_empty_lists_and_clear_errors() {
        for (String kind : List.of("live-streams", "external-streams", "recordings", "recording-assets")) {
            JsonNode list =
                    sdk("GET", "/v2/" + kind + "?room_id=x&limit=20", "").json();
            assertThat(list.path("data").isArray()).isTrue();
            assertThat(list.path("data")).isEmpty();
            assertThat(list.path("limit").asInt()).isEqualTo(20);
            assertThat(list.path("last").asString()).isEmpty();
        }
        List<String> calls = List.of(
                "/v2/live-streams/room/x/start",
                "/v2/live-streams/x/timed-metadata",
                "/v2/external-streams/room/x/stop",
                "/v2/recordings/room/x/start",
                "/v2/recordings/x/stop",
                "/v2/stream-keys/room/x",
                "/v2/sip/outbound/call");
        for (String path : calls) {
            Answer answer = sdk("POST", path, "{}");
            assertThat(answer.status()).isEqualTo(501);
            assertThat(answer.json().path("code").asInt()).isEqualTo(501);
            assertThat(answer.json().path("message").asString()).endsWith("is not available on this server yet");
            assertThat(server.client().with("").post(path, "{}").status()).isEqualTo(401);
        }
        Answer asset = sdk("GET", "/v2/recording-assets/x/presigned-url?presign_duration=3600", "");
        assertThat(asset.json().path("message").asString()).isEqualTo("recording is not available on this server yet");
        assertThat(server.client().post("/v2/sip/dtmf", "{}").status()).isEqualTo(401);
    }

    @Test
    void errors_carry_what_the_sdk_maps() {
        Answer missing = sdk("GET", "/v2/rooms/64d0c1ffb3c4d5e6f7a8b9d1", "");
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.json().path("message").asString()).isEqualTo("Room not found");
        assertThat(server.client().statusLine("/v2/rooms/x")).startsWith("HTTP/1.1 401 Unauthorized");
        assertThat(sdk("POST", "/v2/rooms", "{'max_duration_seconds':60}")
                        .json()
                        .path("message")
                        .asString())
                .isEqualTo("Invalid body param: max_duration_seconds less than 120 seconds");
        assertThat(sdk("POST", "/v2/rooms", "{'description':'a\\u0000b'}").status())
                .isEqualTo(400);
        assertThat(sdk("GET", "/v2/rooms?name=%00", "").status()).isEqualTo(400);
        assertThat(sdk("GET", "/v2/rooms?after=-999999999-01-01T00:00:00Z", "").status())
                .isEqualTo(400);
    }

    /** With the headers of the SDK's HTTP library. */
    private static Answer sdk(String method, String path, String body) {
        Client client = server.client();
        HttpRequest.Builder request = client.request(path)
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .header("User-Agent", "axios/0.27.2")
                .method(
                        method,
                        method.equals("GET")
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
        return client.send(request);
    }
}
