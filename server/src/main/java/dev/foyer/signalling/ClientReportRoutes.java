package dev.foyer.signalling;

import dev.foyer.http.Reply;
import dev.foyer.http.Request;
import dev.foyer.http.Route;
import dev.foyer.http.Scope;
import dev.foyer.kernel.Json;
import java.util.List;

/**
 * Takes what client SDKs report about themselves when signalling is down, and drops it: reports carry names and tokens.
 * Any answer but 200 or 401 would make the SDK keep the report in the browser and send it again at every start.
 */
public final class ClientReportRoutes {
    public List<Route> routes() {
        return List.of(
                Route.post("/v2/client/events", "Takes an analytics event of a client", Scope.PUBLIC, this::drop),
                Route.post("/v2/client/feedback", "Takes feedback after a call", Scope.PUBLIC, this::drop));
    }

    private Reply drop(Request request) {
        return Reply.ok(Json.object());
    }
}
