package dev.foyer.audit;

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
import dev.foyer.kernel.Timestamps;
import dev.foyer.workspace.Workspace;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The ledger over REST: read and check, nothing else. */
public final class LedgerRoutes {
    private final Ledger ledger;
    private final LedgerStore store;

    public LedgerRoutes(Ledger ledger, LedgerStore store) {
        this.ledger = ledger;
        this.store = store;
    }

    public List<Route> routes() {
        Shape entry = Shape.object()
                .with("seq", Shape.integer())
                .with("at", Shape.time())
                .with("actor", Shape.text().about("key:…, member:… or operator"))
                .with("action", Shape.text())
                .with("target", Shape.object())
                .with("hash", Shape.text());
        Shape verdict = Shape.object()
                .with("intact", Shape.flag())
                .with("entries", Shape.integer().about("How many are whole, counted from the first."))
                .with(
                        "head",
                        Shape.text().about("Keep it elsewhere to notice that an older database was put in place."))
                .with("fault", Shape.text());
        return List.of(
                Route.get("/v2/audit", "Read the audit ledger, newest first", Scope.MANAGEMENT, this::list)
                        .asking("limit", Shape.integer().atLeast(10).atMost(100))
                        .asking("start", Shape.text().about("The last of the page before."))
                        .asking("action", Shape.text().example("room.updated"))
                        .giving(Shape.page(entry))
                        .ours(),
                Route.get("/v2/audit/verify", "Check the whole chain of the ledger", Scope.MANAGEMENT, this::verify)
                        .giving(verdict)
                        .ours());
    }

    private Reply list(Request request) {
        Workspace workspace = request.principal(Workspace.class);
        PageRequest page = request.page();
        List<LedgerEntry> rows =
                store.before(workspace.id(), start(page.start()), request.query("action"), page.limit() + 1);
        return Reply.page(Page.cut(page.limit(), rows, row -> String.valueOf(row.seq())), LedgerRoutes::view);
    }

    private Reply verify(Request request) {
        Ledger.Verdict verdict =
                ledger.verify(request.principal(Workspace.class).id());
        ObjectNode body = Json.object()
                .put("intact", verdict.fault().isEmpty())
                .put("entries", verdict.entries())
                .put("head", verdict.head());
        verdict.fault().ifPresent(fault -> body.put("fault", fault));
        return Reply.ok(body);
    }

    private static long start(@Nullable String cursor) {
        try {
            return cursor == null ? Long.MAX_VALUE : Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw Refusal.of(RefusalCode.INVALID_QUERY, "Invalid query param: start");
        }
    }

    private static ObjectNode view(LedgerEntry entry) {
        ObjectNode view = Json.object()
                .put("seq", entry.seq())
                .put("at", Timestamps.format(entry.at()))
                .put("actor", entry.actor())
                .put("action", entry.action());
        view.set("target", Json.readObject(entry.target()));
        return view.put("hash", entry.hash());
    }
}
