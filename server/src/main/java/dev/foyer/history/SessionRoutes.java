package dev.foyer.history;

import dev.foyer.http.Reply;
import dev.foyer.http.Request;
import dev.foyer.http.Route;
import dev.foyer.http.Scope;
import dev.foyer.http.Shape;
import dev.foyer.kernel.Json;
import dev.foyer.kernel.Page;
import dev.foyer.kernel.PageRequest;
import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.RefusalCode;
import dev.foyer.kernel.RoomId;
import dev.foyer.kernel.SessionId;
import dev.foyer.kernel.Timestamps;
import dev.foyer.workspace.Workspace;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Sessions over REST (server API §4.5). */
public final class SessionRoutes {
    private static final int MAX_ID = 128;

    private static final Shape STAY = Shape.object()
            .with("joined_at", Shape.time())
            .with("left_at", Shape.time().about("Missing while inside"))
            .with("reason", Shape.text().about("Why the peer left; missing while inside"));

    private static final Shape PEER = Shape.object()
            .with("id", Shape.text())
            .with("session_id", Shape.text())
            .with("name", Shape.text())
            .with("role", Shape.text().about("The last one"))
            .with("user_id", Shape.text())
            .with("metadata", Shape.text())
            .with("joined_at", Shape.time().about("The first time"))
            .with("left_at", Shape.time().about("The last time; missing while inside"))
            .with("reason", Shape.text().about("Why the peer left; missing while inside"))
            .with("joins", Shape.list(STAY).about("Every stay of this peer, an addition to the 100ms API"));

    private static final Shape SESSION = Shape.object()
            .with("id", Shape.text())
            .with("room_id", Shape.text())
            .with("customer_id", Shape.text())
            .with("app_id", Shape.text())
            .with("active", Shape.flag())
            .with("peers", Shape.mapOf(PEER).about("Everybody who ever joined, by peer id"))
            .with("created_at", Shape.time())
            .with("updated_at", Shape.time().about("Of an ended session: its end"));

    private final SessionStore store;

    public SessionRoutes(SessionStore store) {
        this.store = store;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/v2/sessions", "List sessions, newest first", Scope.MANAGEMENT, this::list)
                        .asking("room_id", Shape.text().atMost(MAX_ID))
                        .asking("active", Shape.flag().about("All when not given"))
                        .asking("after", Shape.time().about("Started then or later"))
                        .asking("before", Shape.time().about("Started then or earlier"))
                        .asking("limit", Shape.integer().atLeast(10).atMost(100))
                        .asking("start", Shape.text().atMost(MAX_ID).about("last of the page before"))
                        .giving(Shape.page(SESSION)),
                Route.get("/v2/sessions/{session_id}", "Get a session with its peers", Scope.MANAGEMENT, this::get)
                        .giving(SESSION));
    }

    private Reply list(Request request) {
        Workspace workspace = request.principal(Workspace.class);
        String room = request.query("room_id");
        SessionFilter filter = new SessionFilter(
                room == null ? null : new RoomId(room),
                request.queryFlag("active"),
                request.queryTime("after"),
                request.queryTime("before"));
        PageRequest page = request.page();
        String start = page.start();
        PageRequest checked = new PageRequest(page.limit(), start == null ? null : new SessionId(start).text());
        Page<RecordedSession> sessions = Page.cut(
                checked.limit(),
                store.list(workspace.id(), filter, checked),
                recorded -> recorded.session().id());
        return Reply.page(sessions, recorded -> view(workspace, recorded));
    }

    private Reply get(Request request) {
        Workspace workspace = request.principal(Workspace.class);
        return store.find(workspace.id(), new SessionId(request.path("session_id")))
                .map(recorded -> Reply.ok(view(workspace, recorded)))
                .orElseThrow(() -> Refusal.of(RefusalCode.SESSION_NOT_FOUND));
    }

    private static ObjectNode view(Workspace workspace, RecordedSession recorded) {
        Row.Session session = recorded.session();
        ObjectNode json = Json.object()
                .put("id", session.id())
                .put("room_id", session.roomId())
                .put("customer_id", workspace.id().text())
                .put("app_id", workspace.appId())
                .put("active", session.endedAt() == null);
        ObjectNode peers = json.putObject("peers");
        Map<String, ObjectNode> views = new LinkedHashMap<>();
        for (Row.Join join : recorded.joins()) {
            ObjectNode peer = views.computeIfAbsent(join.peerId(), id -> first(join));
            peer.put("name", join.name()).put("role", join.role()).put("metadata", join.metadata());
            end(peer, join);
            ObjectNode stay = Json.object().put("joined_at", time(join.joinedAt()));
            end(stay, join);
            peer.withArray("/joins").add(stay);
        }
        peers.setAll(views);
        return json.put("created_at", time(session.startedAt())).put("updated_at", time(session.updatedAt()));
    }

    private static ObjectNode first(Row.Join join) {
        return Json.object()
                .put("id", join.peerId())
                .put("session_id", join.sessionId())
                .put("name", join.name())
                .put("role", join.role())
                .put("user_id", join.userId())
                .put("metadata", join.metadata())
                .put("joined_at", time(join.joinedAt()));
    }

    /** Overwrites what an earlier stay has left. */
    private static void end(ObjectNode json, Row.Join join) {
        Long left = join.leftAt();
        if (left == null) {
            json.remove(List.of("left_at", "reason"));
        } else {
            json.put("left_at", time(left)).put("reason", join.reason());
        }
    }

    private static String time(long millis) {
        return Timestamps.format(Instant.ofEpochMilli(millis));
    }
}
