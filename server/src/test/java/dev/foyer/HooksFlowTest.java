package dev.foyer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.foyer.http.Client;
import dev.foyer.kernel.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A whole server, a person over a real socket, and a customer's server that fails first. */
class HooksFlowTest {
    private final BlockingQueue<ObjectNode> received = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> signatures = new LinkedBlockingQueue<>();
    private final AtomicInteger failures = new AtomicInteger(2);
    private final RunningApp app = RunningApp.fresh();
    private HttpServer customer;

    @BeforeEach
    void start() throws IOException {
        customer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        customer.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        customer.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean fail = failures.getAndDecrement() > 0;
            if (!fail) {
                signatures.add(exchange.getRequestHeaders().getFirst("X-Foyer-Signature"));
                received.add(Json.readObject(body));
            }
            exchange.sendResponseHeaders(fail ? 500 : 200, -1);
            exchange.close();
        });
        customer.start();
    }

    @AfterEach
    void stop() {
        app.close();
        customer.stop(0);
    }

    private ObjectNode next() throws InterruptedException {
        ObjectNode event = received.poll(40, TimeUnit.SECONDS);
        assertThat(event).isNotNull();
        return event;
    }

    private WebSocket join(Client client, String room) throws Exception {
        JsonNode codes = client.post("/v2/room-codes/room/" + room, "").json().path("data");
        String token = client.with("")
                .post("/v2/token", "{'code':'" + codes.get(0).path("code").asString() + "','user_id':'u-17'}")
                .json()
                .path("token")
                .asString();
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(
                        URI.create("ws://localhost:" + app.app.port() + "/v2/ws?peer=p1&token=" + token),
                        new WebSocket.Listener() {})
                .get(20, TimeUnit.SECONDS);
        socket.sendText("{\"id\":\"1\",\"method\":\"join\",\"params\":{\"name\":\"Ada\",\"data\":\"d\"}}", true)
                .get(20, TimeUnit.SECONDS);
        return socket;
    }

    @Test
    void a_call_is_told_in_order_through_failures_and_can_be_looked_up_and_told_again() throws Exception {
        Client client = app.client();
        String url = "http://localhost:" + customer.getAddress().getPort() + "/hook";
        assertThat(client.get("/v2/workspace/webhook").json().path("enabled").asBoolean())
                .isFalse();
        JsonNode config = client.post("/v2/workspace/webhook", "{'url':'" + url + "','headers':{'x-secret':'v'}}")
                .json();
        assertThat(config.path("secret").asString()).startsWith("whsec_");
        String room =
                client.post("/v2/rooms", "{'name':'weekly'}").json().path("id").asString();
        WebSocket socket = join(client, room);
        ObjectNode opened = next();
        assertThat(opened.path("type").asString()).isEqualTo("session.open.success");
        assertThat(opened.path("data").path("room_name").asString()).isEqualTo("weekly");
        ObjectNode joined = next();
        assertThat(joined.path("type").asString()).isEqualTo("peer.join.success");
        assertThat(joined.path("data").path("user_id").asString()).isEqualTo("u-17");
        assertThat(joined.path("data").path("user_data").asString()).isEqualTo("d");
        socket.sendClose(1000, "bye").get(20, TimeUnit.SECONDS);
        assertThat(next().path("type").asString()).isEqualTo("peer.leave.success");
        assertThat(next().path("type").asString()).isEqualTo("session.close.success");
        assertThat(signatures.take()).matches("t=[0-9]{10},v1=[0-9a-f]{64}");

        lookUp(client, room, opened);
        tellAgain(client, room);
    }

    private void lookUp(Client client, String room, ObjectNode opened) {
        JsonNode events =
                client.get("/v2/analytics/events?room_id=" + room + "&limit=3").json();
        assertThat(events.path("total").asInt()).isEqualTo(4);
        assertThat(events.path("events")).hasSize(3);
        JsonNode rest = client.get("/v2/analytics/events?room_id=" + room + "&limit=3&start="
                        + events.path("next").asString())
                .json();
        assertThat(rest.path("events").get(0).path("id")).isEqualTo(opened.path("id"));
        assertThat(rest.path("next").asString()).isEmpty();
        assertThat(client.get("/v2/analytics/events?room_id=" + room + "&type=peer.join.success&user_id=u-17")
                        .json()
                        .path("events"))
                .hasSize(1);
        JsonNode log = client.get("/v2/analytics/webhooks?room_id=" + room + "&event_names=session.open.success")
                .json();
        JsonNode entry = log.path("events").get(0);
        assertThat(entry.path("event_id")).isEqualTo(opened.path("id"));
        assertThat(entry.path("attempts").findValuesAsString("status")).containsExactly("500", "500", "200");
        assertThat(log.path("pagination").path("total_items").asInt()).isEqualTo(1);
    }

    private void tellAgain(Client client, String room) throws Exception {
        JsonNode started = client.post("/v2/analytics/webhooks/replay", "{'room_id':'" + room + "','status':'success'}")
                .json();
        assertThat(started.path("status").asString()).isEqualTo("started");
        ObjectNode again = next();
        assertThat(again.path("is_replay").asBoolean()).isTrue();
        assertThat(again.path("type").asString()).isEqualTo("session.open.success");
        assertThat(client.get("/v2/analytics/webhooks/replay/"
                                + started.path("workflow_id").asString())
                        .json()
                        .path("progress")
                        .path("total")
                        .asInt())
                .isEqualTo(4);
        assertThat(client.get("/v2/analytics/webhooks/replay/nothing")
                        .json()
                        .path("message")
                        .asString())
                .isEqualTo("workflow not found");
    }

    @Test
    void odd_questions_are_refused() {
        Client client = app.client();
        for (String path : List.of(
                "/v2/analytics/events",
                "/v2/analytics/events?room_id=%00",
                "/v2/analytics/events?room_id=r&start=nonsense",
                "/v2/analytics/events?room_id=r&limit=many",
                "/v2/analytics/webhooks?status=maybe",
                "/v2/analytics/webhooks?start_time=2020-01-01T00:00:00Z",
                "/v2/analytics/webhooks?event_names=%00")) {
            assertThat(client.get(path).status()).as(path).isEqualTo(400);
        }
        for (String body : List.of(
                "{'url':'ftp://x'}",
                "{'url':'http://u:p@x/'}",
                "{'url':'nonsense'}",
                "{'url':5}",
                "{'headers':{'host':'x'}}",
                "{'headers':{'X-Foyer-Signature':'x'}}",
                "{'headers':{'a b':'x'}}",
                "{'headers':{'a':'x\\r\\ny: z'}}",
                "{'headers':[]}",
                "{'rotate_secret':true,'overlap_seconds':-1}")) {
            assertThat(client.post("/v2/workspace/webhook", body).status())
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(client.post("/v2/rooms", "{'name':'x','webhook':{'url':'javascript:1'}}")
                        .status())
                .isEqualTo(400);
        assertThat(client.get("/v2/analytics/events?room_id=elsewhere").json().path("events"))
                .isEmpty();
    }

    @Test
    void reports_of_clients_are_kept_with_a_good_token_only_and_always_answered() {
        Client client = app.client();
        String room =
                client.post("/v2/rooms", "{'name':'weekly'}").json().path("id").asString();
        JsonNode codes = client.post("/v2/room-codes/room/" + room, "").json().path("data");
        String token = client.with("")
                .post("/v2/token", "{'code':'" + codes.get(0).path("code").asString() + "','user_id':'u-17'}")
                .json()
                .path("token")
                .asString();
        String report = "{'event':'connect.failed','payload':{'error_code':1003,'error_name':'n','secret':'s'},"
                + "'peer':{'peer_id':'p1','token':'t'}}";
        assertThat(client.with("").post("/v2/client/report", report).status()).isEqualTo(200);
        assertThat(client.with("nonsense").post("/v2/client/report", report).status())
                .isEqualTo(200);
        assertThat(client.with(token).post("/v2/client/report", "not json").status())
                .isEqualTo(200);
        assertThat(client.with(token).post("/v2/client/feedback", "{}").status())
                .isEqualTo(200);
        assertThat(client.with(token).post("/v2/client/report", report).status())
                .isEqualTo(200);
        JsonNode events = Json.object();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (events.path("events").isEmpty() && System.nanoTime() < end) {
            events = client.get("/v2/analytics/events?error=true&room_id=" + room)
                    .json();
        }
        assertThat(events.path("total").asInt()).isEqualTo(1);
        JsonNode data = events.path("events").get(0).path("data");
        assertThat(data.path("error_code").asInt()).isEqualTo(1003);
        assertThat(data.path("user_id").asString()).isEqualTo("u-17");
        assertThat(Json.write(data)).doesNotContain("secret", "token");
    }
}
