package dev.foyer.analytics;

import dev.foyer.http.Reply;
import dev.foyer.http.Request;
import dev.foyer.http.Route;
import dev.foyer.http.Scope;
import dev.foyer.http.Shape;
import dev.foyer.kernel.Json;
import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.RefusalCode;
import dev.foyer.kernel.Timestamps;
import dev.foyer.workspace.Workspace;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What happened, over REST. */
public final class EventRoutes {
    private static final int LIMIT = 10;
    private static final int MAX_LIMIT = 100;
    private static final Shape ID = Shape.text().atMost(Asked.MAX_TEXT);

    /** Everything that is kept can be asked for. */
    static final String[] TYPES = {
        "track.add.success",
        "track.update.success",
        "track.remove.success",
        "client.publish.failed",
        "client.subscribe.failed",
        "client.join.failed",
        "client.disconnected",
        "client.connect.failed",
        "session.open.success",
        "session.close.success",
        "peer.join.success",
        "peer.join.failure",
        "peer.leave.success",
        "role.change.success",
        "role.change.failure",
        "room.end.success"
    };

    private final EventStore events;

    public EventRoutes(EventStore events) {
        this.events = events;
    }

    public List<Route> routes() {
        Shape event = Shape.object()
                .with("version", Shape.text().required().example("2.0"))
                .with("id", Shape.text().required())
                .with("timestamp", Shape.time().required())
                .with("type", Shape.choice(TYPES).required())
                .with("data", Shape.mapOf(Shape.anything()).required());
        return List.of(Route.get(
                        "/v2/analytics/events",
                        "List what happened in a room, newest first",
                        Scope.MANAGEMENT,
                        this::list)
                .asking("room_id", ID.required())
                .asking(
                        "type",
                        Shape.list(Shape.choice(TYPES)).atMost(Asked.MAX_VALUES).about("May be repeated."))
                .asking("session_id", ID)
                .asking("peer_id", ID)
                .asking("user_id", ID)
                .asking("error", Shape.flag().about("Only events that tell of an error."))
                .asking("limit", Shape.integer().atLeast(1).atMost(MAX_LIMIT))
                .asking("start", Shape.text().atMost(Asked.MAX_TEXT).about("The next of the page before."))
                .giving(Shape.object()
                        .with("limit", Shape.integer().required())
                        .with("total", Shape.integer().required())
                        .with("next", Shape.text().required())
                        .with("last", Shape.text().required().about("The same as next, for the Node SDK."))
                        .with("events", Shape.list(event).required())));
    }

    /** Position of the last event seen, and of the newest event when the first page was asked for. */
    private record Cursor(long before, long newest) {
        static Cursor read(String text) {
            try {
                String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII).split(":");
                if (parts.length == 2) {
                    return new Cursor(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
                }
            } catch (IllegalArgumentException e) {
                throw Asked.invalid("start");
            }
            throw Asked.invalid("start");
        }

        String text() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((before + ":" + newest).getBytes(StandardCharsets.US_ASCII));
        }
    }

    private Reply list(Request request) {
        Workspace workspace = request.principal(Workspace.class);
        @Nullable String room = Asked.text(request, "room_id");
        if (room == null) {
            throw Refusal.of(RefusalCode.INVALID_QUERY, "Invalid query param: room_id is required");
        }
        EventQuery query = new EventQuery(
                workspace.id(),
                room,
                Asked.texts(request, "type"),
                Asked.text(request, "session_id"),
                Asked.text(request, "peer_id"),
                Asked.text(request, "user_id"),
                Boolean.TRUE.equals(request.queryFlag("error")));
        int limit = Asked.whole(request, "limit", LIMIT, 1, MAX_LIMIT);
        @Nullable String start = Asked.text(request, "start");
        long newest = events.lastPosition();
        Cursor cursor = start == null ? new Cursor(newest + 1, newest) : Cursor.read(start);
        List<Event> found = events.list(query, cursor.before(), limit + 1);
        List<Event> page = found.size() > limit ? found.subList(0, limit) : found;
        String next = found.size() > limit ? new Cursor(page.getLast().position(), cursor.newest()).text() : "";
        ObjectNode body = Json.object()
                .put("limit", page.size())
                .put("total", events.count(query, cursor.newest()))
                .put("next", next)
                .put("last", next);
        ArrayNode list = body.putArray("events");
        page.forEach(event -> list.add(view(event)));
        return Reply.ok(body);
    }

    private static ObjectNode view(Event event) {
        ObjectNode view = Json.object()
                .put("version", "2.0")
                .put("id", event.id())
                .put("timestamp", Timestamps.format(event.at()))
                .put("type", event.type());
        view.set("data", event.data());
        return view;
    }
}
