package dev.foyer.signalling;

import dev.foyer.http.Reply;
import dev.foyer.http.Request;
import dev.foyer.http.Route;
import dev.foyer.http.Scope;
import dev.foyer.http.Shape;
import dev.foyer.kernel.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /init}: where to connect, and whether at all. Never answers 404, because clients then wait for ever. */
public final class InitRoutes {
    /** Where {@link SignallingSocket} listens. */
    public static final String SOCKET_PATH = "/v2/ws";

    private final Admissions admissions;
    private final @Nullable String publicUrl;
    private final boolean tls;

    /**
     * @param publicUrl address people use, {@code http} or {@code https}; null derives it from each request
     * @param tls whether this process encrypts
     */
    public InitRoutes(Admissions admissions, @Nullable String publicUrl, boolean tls) {
        this.admissions = admissions;
        this.publicUrl = publicUrl;
        this.tls = tls;
    }

    public List<Route> routes() {
        Shape answer = Shape.object()
                .with("endpoint", Shape.text().about("Address of the websocket."))
                .with("rtcConfiguration", Shape.object().with("ice_servers", Shape.list(Shape.object())))
                .with("config", Shape.object().with("enabledFlags", Shape.list(Shape.text())));
        return List.of(
                Route.get("/init", "Tell a client, by its auth token, where to connect", Scope.PUBLIC, this::init)
                        .giving(answer));
    }

    Reply init(Request request) {
        String header = request.headers().getOrDefault("authorization", "").strip();
        if (!header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return refused(401, "auth token is missing");
        }
        String peerId = request.query("peer_id");
        return switch (admissions.admit(header.substring(7).strip(), peerId == null ? "" : peerId)) {
            case Admissions.Admission.Refused refused -> refused(refused.code(), refused.message());
            case Admissions.Admission.Admitted admitted -> Reply.ok(body(request.headers()));
        };
    }

    private ObjectNode body(Map<String, String> headers) {
        ObjectNode body = Json.object().put("endpoint", endpoint(headers));
        body.putObject("rtcConfiguration").putArray("ice_servers");
        body.putObject("config").putArray("enabledFlags");
        return body;
    }

    /** The client comes back to the address it has just reached, unless one is configured. */
    String endpoint(Map<String, String> headers) {
        String url = publicUrl;
        if (url != null) {
            return (url.startsWith("https:") ? "wss:" : "ws:") + url.substring(url.indexOf(':') + 1) + SOCKET_PATH;
        }
        String scheme = tls || "https".equals(headers.get("x-forwarded-proto")) ? "wss" : "ws";
        return scheme + "://" + headers.getOrDefault("host", "localhost") + SOCKET_PATH;
    }

    private static Reply refused(int code, String message) {
        return new Reply(code, Json.object().put("code", code).put("message", message));
    }
}
