package dev.foyer.webhook;

import dev.foyer.analytics.Asked;
import dev.foyer.http.Shape;

/** What the calls about deliveries take and give. */
final class DeliveryShapes {
    static final Shape TEXT = Shape.text().atMost(Asked.MAX_TEXT);
    static final Shape STATUS = Shape.choice("all", "failed", "success");
    static final Shape NAMES = Shape.list(TEXT.example("peer.join.success"))
            .atMost(Asked.MAX_VALUES)
            .about("Names of events.");

    private static final Shape COUNT = Shape.integer().required();
    private static final Shape ATTEMPT = Shape.object()
            .with("at", Shape.time().required())
            .with("status", COUNT.about("HTTP status; 0 when there was no answer."))
            .with("latency_ms", COUNT)
            .with("error", Shape.text().required())
            .with("answer", Shape.text().required().about("The first kilobyte."));
    private static final Shape EVENT = Shape.object()
            .with("event_id", Shape.text().required())
            .with("event_name", Shape.text().required().example("reporter.webhook.delivery.failed"))
            .with("room_id", Shape.text().required())
            .with("event_timestamp", Shape.time().required())
            .with(
                    "payload",
                    Shape.object()
                            .with("event_data", Shape.mapOf(Shape.anything()).required())
                            .with("webhook_url", Shape.text().required())
                            .with("original_event_name", Shape.text().required())
                            .with("error_reason", Shape.text())
                            .required())
            .with("state", Shape.choice("pending", "delivered", "dead").required())
            .with("is_replay", Shape.flag().required())
            .with("attempt_count", COUNT)
            .with("next_attempt_at", Shape.time())
            .with("attempts", Shape.list(ATTEMPT).required().about("The last ten."));

    static final Shape LOG = Shape.object()
            .with("events", Shape.list(EVENT).required())
            .with(
                    "pagination",
                    Shape.object()
                            .with("current_page", COUNT)
                            .with("page_size", COUNT)
                            .with("total_pages", COUNT)
                            .with("total_items", COUNT)
                            .with("has_next", Shape.flag().required())
                            .with("has_prev", Shape.flag().required())
                            .required())
            .with("summary", Shape.object().with("total_events", COUNT).required());

    static final Shape REPLAY = Shape.object()
            .with("start_time", Shape.time())
            .with("end_time", Shape.time())
            .with("room_id", TEXT)
            .with("event_names", NAMES)
            .with("limit", Shape.integer().atLeast(1).atMost(Replays.MOST))
            .with("offset", Shape.integer().atLeast(0).atMost(Integer.MAX_VALUE))
            .with("status", STATUS.about("Failed ones when absent."));

    private static final Shape FILTERS = Shape.object()
            .with("start_time", Shape.time())
            .with("end_time", Shape.time())
            .with("room_id", Shape.text())
            .with("status", STATUS)
            .with("event_types", Shape.list(Shape.text()).required())
            .with("limit", COUNT)
            .with("offset", COUNT);

    static final Shape STARTED = Shape.object()
            .with("workflow_id", Shape.text().required())
            .with("status", Shape.choice("started", "already_running").required())
            .with("message", Shape.text().required())
            .with("filters", FILTERS.required());

    private static final Shape COUNTS =
            Shape.object().with("total", COUNT).with("completed", COUNT).with("failed", COUNT);

    static final Shape PROGRESS = Shape.object()
            .with("workflow_id", Shape.text().required())
            .with(
                    "status",
                    Shape.choice("Running", "completed", "completed_with_failures", "failed")
                            .required())
            .with("started_at", Shape.time().required())
            .with("completed_at", Shape.time().about("Null while it runs."))
            .with("filters", FILTERS.required())
            .with("progress", COUNTS.required())
            .with(
                    "result",
                    COUNTS.with("failed_events", Shape.list(Shape.text()).required())
                            .required());

    private DeliveryShapes() {}
}
