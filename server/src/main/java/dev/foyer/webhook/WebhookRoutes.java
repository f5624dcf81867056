package dev.foyer.webhook;

import dev.foyer.http.Reply;
import dev.foyer.http.Request;
import dev.foyer.http.Route;
import dev.foyer.http.Scope;
import dev.foyer.http.Shape;
import dev.foyer.kernel.Json;
import dev.foyer.kernel.Timestamps;
import dev.foyer.workspace.Workspace;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The webhook of a workspace, over REST. */
public final class WebhookRoutes {
    private static final String PATH = "/v2/workspace/webhook";
    private static final int BODY_LIMIT = 192 * 1024;
    private static final Shape URL = Shape.text().atMost(2048).example("https://example.org/hook");
    private static final Shape HEADERS = Shape.mapOf(Shape.text().atMost(4096));

    private final Webhooks webhooks;
    private final Courier courier;
    private final InstantSource clock;

    public WebhookRoutes(Webhooks webhooks, Courier courier, InstantSource clock) {
        this.webhooks = webhooks;
        this.courier = courier;
        this.clock = clock;
    }

    public List<Route> routes() {
        Shape answer = Shape.object()
                .with("enabled", Shape.flag().required())
                .with("url", Shape.text().required().about("Empty when there is none."))
                .with("headers", HEADERS.required())
                .with("secret", Shape.text().about("Signs what is sent; absent before the first change."))
                .with("previous_secret_until", Shape.time().about("Until then the secret before signs as well."))
                .with("updated_at", Shape.time());
        Shape change = Shape.object()
                .with("url", URL.about("An empty text takes the address away."))
                .with("headers", HEADERS.about("Replaces all."))
                .with("enabled", Shape.flag())
                .with("rotate_secret", Shape.flag().about("Makes another secret."))
                .with(
                        "overlap_seconds",
                        Shape.integer()
                                .atLeast(0)
                                .atMost(Webhooks.MAX_OVERLAP_SECONDS)
                                .about("How long the old secret signs as well; a day when absent."));
        return List.of(
                Route.get(PATH, "Get the webhook of the workspace", Scope.MANAGEMENT, this::get)
                        .giving(answer)
                        .ours(),
                Route.post(PATH, "Set the webhook of the workspace", Scope.MANAGEMENT, this::change)
                        .limitedTo(BODY_LIMIT)
                        .taking(change)
                        .giving(answer)
                        .recorded("webhook.updated")
                        .ours());
    }

    private Reply get(Request request) {
        Workspace workspace = request.principal(Workspace.class);
        return Reply.ok(webhooks.find(workspace.id()).map(this::view).orElseGet(WebhookRoutes::nothing));
    }

    private Reply change(Request request) {
        Workspace workspace = request.principal(Workspace.class);
        WebhookConfig config = webhooks.change(workspace.id(), request.json());
        courier.retryNow(workspace.id().text());
        return Reply.ok(view(config));
    }

    private static ObjectNode nothing() {
        ObjectNode view = Json.object().put("enabled", false).put("url", "");
        view.putObject("headers");
        return view;
    }

    private ObjectNode view(WebhookConfig config) {
        @Nullable String url = config.url();
        ObjectNode view =
                Json.object().put("enabled", config.enabled() && url != null).put("url", url == null ? "" : url);
        ObjectNode headers = view.putObject("headers");
        config.headers().forEach(headers::put);
        view.put("secret", config.secret().value());
        @Nullable Instant until = config.previousUntil();
        if (until != null && clock.instant().isBefore(until)) {
            view.put("previous_secret_until", Timestamps.format(until));
        }
        return view.put("updated_at", Timestamps.format(config.updatedAt()));
    }
}
