package dev.foyer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.http.Client;
import dev.foyer.http.Client.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SwitchFlowTest {
    private static RunningApp server;

    @BeforeAll
    static void start() {
        server = RunningApp.fresh();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static List<String> codes(Client client, String name, int rooms, int roles) {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < roles; i++) {
            list.append(i == 0 ? "" : ",").append("'r").append(i).append("':{}");
        }
        String template = client.post("/v2/templates", "{'name':'" + name + "','roles':{" + list + "}}")
                .json()
                .path("id")
                .asString();
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < rooms; i++) {
            String room = client.post("/v2/rooms", "{'name':'" + name + i + "','template_id':'" + template + "'}")
                    .json()
                    .path("id")
                    .asString();
            codes.addAll(client.post("/v2/room-codes/room/" + room, "")
                    .json()
                    .path("data")
                    .findValuesAsString("code"));
        }
        return codes;
    }

    private static Answer exchange(Client client, String code) {
        return client.post("/v2/token", "{'code':'" + code + "'}");
    }

    @Test
    void a_switch_is_previewed_set_listed_and_undone() {
        Client client = server.client();
        List<String> codes = codes(client, "switches", 1, 2);
        String code = "{'scope':'code','id':'" + codes.getFirst() + "'}";
        assertThat(client.post("/v2/switches/preview", code).json())
                .isEqualTo(TestParts.json("{'codes':1,'live_rooms':0,'people':0}"));
        String token = exchange(client, codes.getFirst()).json().path("token").asString();
        assertThat(client.with(token).get("/init?peer_id=p").status()).isEqualTo(200);
        String reopens = Instant.now().plusSeconds(3600).toString();
        JsonNode off = client.post(
                        "/v2/switches",
                        "{'scope':'code','id':'" + codes.getFirst() + "','off':true,'reason':'lost','reopens_at':'"
                                + reopens + "'}")
                .json();
        assertThat(off.path("off").asBoolean()).isTrue();
        assertThat(off.path("reopens_at").asString()).startsWith(reopens.substring(0, 19));
        assertThat(off.path("id").asString()).doesNotContain("-").isNotEqualTo(codes.getFirst());
        assertThat(client.get("/v2/switches?off=true").json().path("data")).contains(off);
        assertThat(exchange(client, codes.getFirst()).json().path("message").asString())
                .isEqualTo("room code is switched off");
        assertThat(exchange(client, codes.getLast()).status()).isEqualTo(200);
        assertThat(client.with(token).get("/init?peer_id=p").status()).isEqualTo(403);
        String on = "{'scope':'code','id':'" + off.path("id").asString() + "','off':false}";
        assertThat(client.post("/v2/switches", on).json().path("off").asBoolean())
                .isFalse();
        assertThat(exchange(client, codes.getFirst()).status()).isEqualTo(200);
        assertThat(client.with(token).get("/init?peer_id=p").status()).isEqualTo(403);
    }

    @Test
    void what_is_not_ours_does_not_exist_and_what_is_wrong_is_said() {
        Client client = server.client();
        assertThat(client.post("/v2/switches", "{'scope':'workspace','id':'elsewhere','off':true}")
                        .status())
                .isEqualTo(404);
        for (String scope : List.of("code", "room", "template")) {
            assertThat(client.post("/v2/switches", "{'scope':'" + scope + "','id':'0123','off':true}")
                            .status())
                    .isEqualTo(404);
        }
        for (String body : List.of(
                "{}",
                "{'scope':'planet','off':true}",
                "{'scope':'room','off':true}",
                "{'scope':'workspace'}",
                "{'scope':'workspace','off':'yes'}",
                "{'scope':'workspace','off':true,'reopens_at':'tomorrow'}",
                "{'scope':'workspace','off':true,'reopens_at':'2020-01-01T00:00:00Z'}",
                "{'scope':'workspace','off':false,'reopens_at':'2050-01-01T00:00:00Z'}",
                "{'scope':'room','id':'a\\u0000b','off':true}",
                "{'scope':'workspace','off':true,'reason':'" + "x".repeat(501) + "'}")) {
            assertThat(client.post("/v2/switches", body).status()).as(body).isEqualTo(400);
        }
        assertThat(client.with("").get("/v2/switches").status()).isEqualTo(401);
    }

    @Test
    void uniform_answers_are_the_same_in_status_headers_and_body() {
        Client client = server.client();
        List<String> codes = codes(client, "uniform", 1, 2);
        client.post("/v2/room-codes/code", "{'code':'" + codes.getFirst() + "','enabled':false}");
        client.post("/v2/switches", "{'scope':'code','id':'" + codes.getLast() + "','off':true}");
        assertThat(exchange(client, codes.getFirst()).status()).isEqualTo(403);
        assertThat(client.post("/v2/workspace/settings", "{'uniform_answers':true}")
                        .json())
                .isEqualTo(TestParts.json("{'join_by_links':true,'uniform_answers':true,'legacy_links':false}"));
        List<String> answers = new ArrayList<>();
        for (String code : List.of("zzz-zzzz-zzz", " ", codes.getFirst(), codes.getLast(), "x".repeat(100))) {
            Answer answer = exchange(client, code);
            var headers = new java.util.TreeMap<>(answer.response().headers().map());
            headers.remove("date");
            answers.add(
                    answer.status() + " " + headers + " " + answer.response().body());
        }
        assertThat(answers).containsOnly(answers.getFirst());
        assertThat(answers.getFirst()).startsWith("404 ").contains("room code not found");
        client.post("/v2/workspace/settings", "{'uniform_answers':false}");
    }

    /** Ten thousand codes, four clients that trade them, and one switch. */
    @Test
    void room_links_of_a_workspace_go_off_at_once_and_come_back_as_they_were() throws Exception {
        try (RunningApp app = RunningApp.fresh();
                var executor = Executors.newFixedThreadPool(4)) {
            Client client = app.client();
            List<String> codes = codes(client, "many", 200, 50);
            assertThat(codes).hasSize(10_000);
            AtomicBoolean stop = new AtomicBoolean();
            AtomicLong last = new AtomicLong();
            List<Future<List<String>>> tokens = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                int first = i;
                tokens.add(executor.submit(() -> trade(client, codes, first, stop, last)));
            }
            long patience = System.nanoTime() + 60_000_000_000L;
            while (last.get() == 0 && System.nanoTime() < patience) {
                LockSupport.parkNanos(5_000_000);
            }
            client.post("/v2/workspace/settings", "{'join_by_links':false}");
            long off = System.nanoTime();
            Answer refused = exchange(client, codes.getFirst());
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.json().path("message").asString()).isEqualTo("room links are switched off");
            while (System.nanoTime() - off < 2_000_000_000L) {
                assertThat(exchange(client, codes.getLast()).status()).isEqualTo(403);
            }
            stop.set(true);
            System.out.printf("HTTP: last token %d us after the switch went off%n", (last.get() - off) / 1000);
            List<String> old = new ArrayList<>();
            for (Future<List<String>> future : tokens) {
                old.addAll(future.get());
            }
            assertThat(last.get() - off).isLessThan(2_000_000_000L);
            client.post("/v2/workspace/settings", "{'join_by_links':true}");
            assertThat(exchange(client, codes.getFirst()).status()).isEqualTo(200);
            assertThat(old).isNotEmpty();
            for (String token : old.subList(0, Math.min(300, old.size()))) {
                assertThat(client.with(token).get("/init?peer_id=p").status()).isEqualTo(403);
            }
        }
    }

    private static List<String> trade(
            Client client, List<String> codes, int first, AtomicBoolean stop, AtomicLong last) {
        List<String> tokens = new ArrayList<>();
        for (int i = first; !stop.get(); i = (i + 4) % codes.size()) {
            Answer answer = exchange(client, codes.get(i));
            if (answer.status() == 200) {
                last.accumulateAndGet(System.nanoTime(), Math::max);
                tokens.add(answer.json().path("token").asString());
            }
        }
        return tokens;
    }
}
