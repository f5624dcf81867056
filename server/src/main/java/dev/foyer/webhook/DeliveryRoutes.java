package dev.foyer.webhook;

import dev.foyer.analytics.Asked;
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
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What became of webhooks, and telling them again, over REST. */
public final class DeliveryRoutes {
    private static final String REPLAY = "/v2/analytics/webhooks/replay";
    private static final int LIMIT = 50;
    private static final int MAX_LIMIT = 100;
    private static final int MAX_PAGE = 1_000_000;
    private static final int ATTEMPTS_SHOWN = 10;

    private final DeliveryLogStore log;
    private final Replays replays;

    public DeliveryRoutes(JdbiDeliveryLogStore log, Courier courier, SecureRandom random, InstantSource clock) {
        this.log = log;
        this.replays = new Replays(log, courier, random, clock);
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/v2/analytics/webhooks", "List webhooks and their attempts", Scope.MANAGEMENT, this::list)
                        .asking("start_time", Shape.time().about("Within the last 30 days; a day ago when absent."))
                        .asking("end_time", Shape.time().about("Up to 14 days later; now when absent."))
                        .asking("room_id", DeliveryShapes.TEXT)
                        .asking("status", DeliveryShapes.STATUS)
                        .asking("event_names", DeliveryShapes.NAMES)
                        .asking("limit", Shape.integer().atLeast(1).atMost(MAX_LIMIT))
                        .asking("page", Shape.integer().atLeast(1).atMost(MAX_PAGE))
                        .giving(DeliveryShapes.LOG),
                replay(REPLAY),
                replay("/v2/analytics/events/webhooks/replay"),
                Route.get(REPLAY + "/{workflow_id}", "Get a replay of webhooks", Scope.MANAGEMENT, this::progress)
                        .giving(DeliveryShapes.PROGRESS));
    }

    private Route replay(String path) {
        return Route.post(path, "Send webhooks again", Scope.MANAGEMENT, this::start)
                .taking(DeliveryShapes.REPLAY)
                .giving(DeliveryShapes.STARTED)
                .recorded("webhook.replayed");
    }

    private Reply list(Request request) {
        LogQuery query = replays.query(
                request.principal(Workspace.class).id(),
                request.queryTime("start_time"),
                request.queryTime("end_time"),
                Asked.text(request, "room_id"),
                Asked.texts(request, "event_names"),
                Replays.status(request.query("status"), LogQuery.Status.ALL));
        int limit = Asked.whole(request, "limit", LIMIT, 1, MAX_LIMIT);
        int page = Asked.whole(request, "page", 1, 1, MAX_PAGE);
        List<Delivery> found = log.list(query, limit, (page - 1L) * limit);
        Map<String, List<Attempt>> attempts =
                log.attempts(found.stream().map(Delivery::id).toList(), ATTEMPTS_SHOWN);
        long total = log.count(query);
        long pages = (total + limit - 1) / limit;
        ObjectNode body = Json.object();
        ArrayNode events = body.putArray("events");
        found.forEach(delivery -> events.add(view(delivery, attempts.getOrDefault(delivery.id(), List.of()))));
        body.putObject("pagination")
                .put("current_page", page)
                .put("page_size", limit)
                .put("total_pages", pages)
                .put("total_items", total)
                .put("has_next", page < pages)
                .put("has_prev", page > 1 && pages > 0);
        body.putObject("summary").put("total_events", total);
        return Reply.ok(body);
    }

    private static ObjectNode view(Delivery delivery, List<Attempt> attempts) {
        ObjectNode view = Json.object()
                .put("event_id", delivery.eventId())
                .put("event_name", name(delivery))
                .put("room_id", delivery.roomId())
                .put("event_timestamp", time(delivery.occurredAt()));
        ObjectNode payload = view.putObject("payload");
        ObjectNode data = delivery.data();
        payload.set("event_data", data == null ? Json.object() : data);
        payload.put("webhook_url", delivery.url()).put("original_event_name", delivery.type());
        if (!delivery.error().isEmpty()) {
            payload.put("error_reason", delivery.error());
        }
        view.put("state", delivery.state().text())
                .put("is_replay", delivery.replayId() != null)
                .put("attempt_count", delivery.attempts());
        if (delivery.state() == Delivery.State.PENDING) {
            view.put("next_attempt_at", time(delivery.nextAt()));
        }
        ArrayNode list = view.putArray("attempts");
        attempts.forEach(attempt -> list.add(Json.object()
                .put("at", time(attempt.at()))
                .put("status", attempt.status())
                .put("latency_ms", attempt.millis())
                .put("error", attempt.error())
                .put("answer", attempt.answer())));
        return view;
    }

    private static String name(Delivery delivery) {
        return switch (delivery.state()) {
            case DELIVERED -> "reporter.webhook.delivery.success";
            case DEAD -> "reporter.webhook.delivery.failed";
            case PENDING ->
                delivery.attempts() > 0 ? "reporter.webhook.delivery.failed" : "reporter.webhook.delivery.pending";
        };
    }

    private Reply start(Request request) {
        Workspace workspace = request.principal(Workspace.class);
        Replays.Started started = replays.start(workspace.id(), request.json());
        ObjectNode body = Json.object()
                .put("workflow_id", started.replay().id())
                .put("status", started.before() ? "already_running" : "started")
                .put("message", started.before() ? "webhook replay is running" : "webhook replay started");
        body.set("filters", Json.readObject(started.replay().filters()));
        return Reply.ok(body);
    }

    private Reply progress(Request request) {
        Workspace workspace = request.principal(Workspace.class);
        Replay replay = replays.find(workspace.id(), request.path("workflow_id"))
                .orElseThrow(() -> Refusal.saying(RefusalCode.NOT_FOUND, "workflow not found"));
        ObjectNode body = Json.object()
                .put("workflow_id", replay.id())
                .put("status", replay.status())
                .put("started_at", time(replay.startedAt()));
        if (replay.running()) {
            body.putNull("completed_at");
        } else {
            body.put("completed_at", time(replay.completedAt()));
        }
        body.set("filters", Json.readObject(replay.filters()));
        counts(body.putObject("progress"), replay);
        ObjectNode result = counts(body.putObject("result"), replay);
        ArrayNode failed = result.putArray("failed_events");
        replays.failedEvents(replay).forEach(failed::add);
        return Reply.ok(body);
    }

    private static ObjectNode counts(ObjectNode node, Replay replay) {
        return node.put("total", replay.total())
                .put("completed", replay.delivered())
                .put("failed", replay.failed());
    }

    private static String time(long millis) {
        return Timestamps.format(Instant.ofEpochMilli(millis));
    }
}
