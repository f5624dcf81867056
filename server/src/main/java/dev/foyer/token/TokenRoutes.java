package dev.foyer.token;

import dev.foyer.http.Reply;
import dev.foyer.http.Request;
import dev.foyer.http.Route;
import dev.foyer.http.Scope;
import dev.foyer.http.Shape;
import dev.foyer.kernel.Json;
import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.Timestamps;
import dev.foyer.link.LinkHost;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** The token endpoint. */
public final class TokenRoutes {
    private static final int BODY_LIMIT = 4096;
    /** Longer than the work of any failure, so that all of them are answered at the same beat. */
    private static final long BEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final String LEGACY =
            "In place of code, in workspaces that have switched legacy_links on: the role's plain code is used.";

    private final TokenExchange exchange;
    private final Function<String, LinkHost> hosts;

    /** @param hosts what a {@code Host} header stands for */
    public TokenRoutes(TokenExchange exchange, Function<String, LinkHost> hosts) {
        this.exchange = exchange;
        this.hosts = hosts;
    }

    public List<Route> routes() {
        return List.of(Route.post("/v2/token", "Exchange a room code for an auth token", Scope.PUBLIC, this::exchange)
                .limitedTo(BODY_LIMIT)
                .taking(Shape.object()
                        .with("code", Shape.text().example("abc-defg-hij"))
                        .with("room_id", Shape.text().atMost(100).about(LEGACY))
                        .with("role", Shape.text().atMost(100).about("Goes with room_id."))
                        .with("user_id", Shape.text().atMost(256))
                        .with(
                                "proof",
                                Shape.text()
                                        .about(
                                                "Answer to a challenge, salt:n. The challenge comes with a 429 in details:"
                                                        + " \"proof\", bits, salt.")))
                .giving(Shape.object()
                        .with("token", Shape.text().required())
                        .with("expires_at", Shape.time().required())));
    }

    private Reply exchange(Request request) {
        long began = System.nanoTime();
        try {
            AuthTokens.Minted minted =
                    exchange.exchange(request.json(), request.address(), hosts.apply(request.host()));
            return Reply.ok(Json.object()
                    .put("token", minted.token())
                    .put("expires_at", Timestamps.format(minted.expiresAt())));
        } catch (Refusal refusal) {
            if (exchange.looksUnknown(refusal)) {
                awaitBeat(began);
            }
            throw refusal;
        }
    }

    private static void awaitBeat(long began) {
        long beats = (System.nanoTime() - began) / BEAT_NANOS + 1;
        long end = began + beats * BEAT_NANOS;
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }
}
