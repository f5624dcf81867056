package dev.foyer.analytics;

import dev.foyer.http.Reply;
import dev.foyer.http.Request;
import dev.foyer.http.Route;
import dev.foyer.http.Scope;
import dev.foyer.http.Shape;
import dev.foyer.kernel.Json;
import dev.foyer.kernel.Refusal;
import dev.foyer.room.Rooms;
import dev.foyer.session.ClientFailure;
import dev.foyer.token.AuthToken;
import dev.foyer.token.AuthTokens;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes what client SDKs report about themselves when signalling is down. Of a report with a good token, the error members
 * of the failures that analytics know are kept; everything else is dropped, for reports carry names and tokens. The answer
 * is 200 whatever comes: any other but 401 would make the SDK keep the report in the browser and send it at every start.
 */
public final class ClientReportRoutes {
    private static final int BODY_LIMIT = 32 * 1024;
    private static final int MOST_A_MINUTE = 120;
    private static final long MINUTE = 60_000;

    private final AuthTokens tokens;
    private final Rooms rooms;
    private final EventLog log;
    private final InstantSource clock;
    /** Reports of the running minute by room. */
    private final Map<String, Integer> counts = new HashMap<>();

    private long minute;

    public ClientReportRoutes(AuthTokens tokens, Rooms rooms, EventLog log, InstantSource clock) {
        this.tokens = tokens;
        this.rooms = rooms;
        this.log = log;
        this.clock = clock;
    }

    public List<Route> routes() {
        Shape report = Shape.object()
                .with("event", Shape.text().atMost(Asked.MAX_TEXT).example("connect.failed"))
                .with("payload", Shape.mapOf(Shape.anything()))
                .with("peer", Shape.mapOf(Shape.anything()));
        return List.of(
                Route.post("/v2/client/events", "Takes an analytics event of a client", Scope.PUBLIC, this::event)
                        .limitedTo(BODY_LIMIT)
                        .taking(report)
                        .giving(Shape.object()),
                Route.post("/v2/client/report", "Takes an analytics event of a client", Scope.PUBLIC, this::event)
                        .limitedTo(BODY_LIMIT)
                        .taking(report)
                        .giving(Shape.object()),
                Route.post("/v2/client/feedback", "Takes feedback after a call", Scope.PUBLIC, this::drop)
                        .limitedTo(BODY_LIMIT)
                        .taking(Shape.mapOf(Shape.anything()))
                        .giving(Shape.object()));
    }

    private Reply drop(Request request) {
        return Reply.ok(Json.object());
    }

    private Reply event(Request request) {
        token(request)
                .filter(token -> rooms.find(token.roomId())
                        .filter(room -> room.workspaceId().equals(token.workspaceId()))
                        .isPresent())
                .filter(token -> allowed(token.roomId().text()))
                .ifPresent(token -> take(token, request));
        return Reply.ok(Json.object());
    }

    private Optional<AuthToken> token(Request request) {
        String header = request.headers().get("authorization");
        try {
            return header == null ? Optional.empty() : Optional.of(tokens.verifyHeader(header));
        } catch (Refusal bad) {
            return Optional.empty();
        }
    }

    private void take(AuthToken token, Request request) {
        ObjectNode body;
        try {
            body = request.json();
        } catch (Refusal malformed) {
            return;
        }
        String name = text(body, "event");
        if (!ClientFailure.NAMES.contains(name)) {
            return;
        }
        JsonNode peer = body.path("peer");
        String peerId = text(peer, "peer_id");
        String sessionId = text(peer, "session_id");
        String userId = token.userId().replace("\u0000", "");
        ObjectNode data = Json.object()
                .put("user_id", userId)
                .put("peer_id", peerId)
                .put("session_id", sessionId)
                .put("role", token.role());
        ObjectNode payload = body.get("payload") instanceof ObjectNode object ? object : Json.object();
        ClientErrors.put(data, ClientFailure.read(payload));
        log.put(new Draft(
                Draft.newId(),
                token.roomId().text(),
                sessionId,
                peerId,
                userId,
                "client." + name,
                true,
                clock.millis(),
                data,
                false));
    }

    private synchronized boolean allowed(String roomId) {
        long now = clock.millis() / MINUTE;
        if (now != minute) {
            minute = now;
            counts.clear();
        }
        return counts.merge(roomId, 1, Integer::sum) <= MOST_A_MINUTE;
    }

    /** A short text, else the empty one. */
    private static String text(JsonNode node, String member) {
        JsonNode value = node.get(member);
        if (value == null || !value.isString()) {
            return "";
        }
        String text = value.stringValue();
        return text.length() > Asked.MAX_TEXT || text.indexOf('\0') >= 0 ? "" : text;
    }
}
