package dev.foyer.token;

import dev.foyer.http.Reply;
import dev.foyer.http.Request;
import dev.foyer.http.Route;
import dev.foyer.http.Scope;
import dev.foyer.http.Shape;
import dev.foyer.kernel.Json;
import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.Timestamps;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The token endpoint. */
public final class TokenRoutes {
    private static final int BODY_LIMIT = 4096;
    /** Longer than the work of any failure, so that all of them are answered at the same beat. */
    private static final long BEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final TokenExchange exchange;
    private final String base;

    /** @param publicUrl address people use, whose subdomains are those of templates; null stands for localhost */
    public TokenRoutes(TokenExchange exchange, @Nullable String publicUrl) {
        this.exchange = exchange;
        String host = publicUrl == null ? "localhost" : URI.create(publicUrl).getHost();
        this.base = "." + host.toLowerCase(Locale.ROOT);
    }

    public List<Route> routes() {
        return List.of(Route.post("/v2/token", "Exchange a room code for an auth token", Scope.PUBLIC, this::exchange)
                .limitedTo(BODY_LIMIT)
                .taking(Shape.object()
                        .with("code", Shape.text().required().example("abc-defg-hij"))
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
            AuthTokens.Minted minted = exchange.exchange(
                    request.json(),
                    request.address(),
                    subdomain(request.headers().getOrDefault("host", "")));
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

    /** The label before our own address; empty when the host is that address or another one. */
    String subdomain(String host) {
        String name = host.toLowerCase(Locale.ROOT).replaceFirst(":[0-9]*$", "");
        String label = name.endsWith(base) ? name.substring(0, name.length() - base.length()) : "";
        return label.length() <= 63 ? label : "";
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
