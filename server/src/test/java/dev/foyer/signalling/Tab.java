package dev.foyer.signalling;

import dev.foyer.kernel.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ObjectNode;

/** A browser tab: {@code /init}, then a real websocket. */
public final class Tab implements WebSocket.Listener {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    public final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final BlockingQueue<ObjectNode> frames = new LinkedBlockingQueue<>();
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;

    private Tab(String endpoint, String peer, String token) {
        String query = "?peer=" + peer + "&token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
        socket = HTTP.newWebSocketBuilder()
                .buildAsync(URI.create(endpoint + query), this)
                .join();
    }

    public static HttpResponse<String> init(int port, String token) throws Exception {
        URI uri = URI.create("http://localhost:" + port + "/init?peer_id=p");
        return HTTP.send(
                HttpRequest.newBuilder(uri)
                        .header("Authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    public static Tab open(int port, String peer, String token) throws Exception {
        HttpResponse<String> init = init(port, token);
        return new Tab(Json.readObject(init.body()).get("endpoint").asString(), peer, token);
    }

    static Tab openAt(String endpoint, String peer, String token) {
        return new Tab(endpoint, peer, token);
    }

    public void call(String id, String method, ObjectNode params) {
        ObjectNode frame = Json.object().put("id", id).put("method", method).put("jsonrpc", "2.0");
        frame.set("params", params);
        socket.sendText(Json.write(frame), true).join();
    }

    public void join(String name) throws Exception {
        ObjectNode params = Json.object().put("name", name).put("data", "");
        params.putObject("offer").put("type", "offer").put("sdp", "v=0");
        await("on-policy-change");
        call("join", "join", params);
        await("peer-list");
    }

    /** Joins without audio and video, as a real media plane refuses pretended ones; the list of peers. */
    public ObjectNode enter(String name, String data) throws InterruptedException {
        await("on-policy-change");
        call("join", "join", Json.object().put("name", name).put("data", data));
        return await("peer-list");
    }

    public void close(int code) {
        socket.sendClose(code, "").join();
    }

    /** Breaks the connection without a close frame. */
    public void crash() {
        socket.abort();
    }

    /** The params of the next notification of that name; others are skipped. */
    public ObjectNode await(String method) throws InterruptedException {
        while (true) {
            ObjectNode frame = next();
            if (method.equals(frame.path("method").asString(""))) {
                return (ObjectNode) frame.get("params");
            }
        }
    }

    public ObjectNode awaitAnswer(String id) throws InterruptedException {
        while (true) {
            ObjectNode frame = next();
            if (id.equals(frame.path("id").asString(""))) {
                return frame;
            }
        }
    }

    private ObjectNode next() throws InterruptedException {
        ObjectNode frame = frames.poll(20, TimeUnit.SECONDS);
        if (frame == null) {
            throw new AssertionError("nothing came");
        }
        return frame;
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            frames.add(Json.readObject(partial.toString()));
            partial.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(statusCode);
        return null;
    }
}
