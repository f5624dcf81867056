package dev.foyer;

import dev.foyer.http.Client;
import dev.foyer.kernel.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Somebody who looks into a room before joining: {@code /init}, then the socket. */
final class Socket implements WebSocket.Listener, AutoCloseable {
    private final BlockingQueue<ObjectNode> frames = new LinkedBlockingQueue<>();
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;

    Socket(Client client, String peer, String token) {
        String endpoint =
                client.with(token).get("/init").json().path("endpoint").asString();
        String query = "?peer=" + peer + "&token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(endpoint + query), this)
                .join();
    }

    /** The params of the next notification of that name that fits; others are skipped. */
    JsonNode await(String method, Predicate<JsonNode> fits) throws InterruptedException {
        while (true) {
            ObjectNode frame = frames.poll(30, TimeUnit.SECONDS);
            if (frame == null) {
                throw new AssertionError("no " + method + " came");
            }
            if (method.equals(frame.path("method").asString("")) && fits.test(frame.path("params"))) {
                return frame.path("params");
            }
        }
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
    public void close() {
        socket.abort();
    }
}
