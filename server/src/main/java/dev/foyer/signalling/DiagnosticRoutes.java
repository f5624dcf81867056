package dev.foyer.signalling;

import dev.foyer.http.Reply;
import dev.foyer.http.Request;
import dev.foyer.http.Route;
import dev.foyer.http.Scope;
import dev.foyer.http.Shape;
import dev.foyer.kernel.Json;
import dev.foyer.kernel.Timestamps;
import dev.foyer.template.Regions;
import dev.foyer.token.AuthTokens;
import java.util.List;

/** The token with which the clients' connection test joins. */
public final class DiagnosticRoutes {
    private final Diagnostics diagnostics;

    public DiagnosticRoutes(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    public List<Route> routes() {
        return List.of(Route.get("/v2/diagnostics/token", "A token for a connection test", Scope.PUBLIC, this::token)
                .asking("region", Shape.choice("in", "us", "eu", "auto"))
                .giving(Shape.object().with("token", Shape.text()).with("expires_at", Shape.time())));
    }

    private Reply token(Request request) {
        String region = request.query("region");
        if (region != null) {
            Regions.checked(region);
        }
        AuthTokens.Minted minted = diagnostics.token(request.address());
        return Reply.ok(
                Json.object().put("token", minted.token()).put("expires_at", Timestamps.format(minted.expiresAt())));
    }
}
