package dev.foyer.token;

import dev.foyer.http.Reply;
import dev.foyer.http.Request;
import dev.foyer.http.Route;
import dev.foyer.http.Scope;
import dev.foyer.kernel.Json;
import dev.foyer.kernel.Timestamps;
import java.util.List;

/** The token endpoint. */
public final class TokenRoutes {
    private static final int BODY_LIMIT = 4096;

    private final TokenExchange exchange;

    public TokenRoutes(TokenExchange exchange) {
        this.exchange = exchange;
    }

    public List<Route> routes() {
        return List.of(Route.post("/v2/token", "Exchange a room code for an auth token", Scope.PUBLIC, this::exchange)
                .limitedTo(BODY_LIMIT));
    }

    private Reply exchange(Request request) {
        AuthTokens.Minted minted = exchange.exchange(request.json(), request.address());
        return Reply.ok(
                Json.object().put("token", minted.token()).put("expires_at", Timestamps.format(minted.expiresAt())));
    }
}
