package dev.foyer.link;

import dev.foyer.http.Reply;
import dev.foyer.http.Request;
import dev.foyer.http.Route;
import dev.foyer.http.Scope;
import dev.foyer.http.Shape;
import dev.foyer.kernel.Fields;
import dev.foyer.kernel.Json;
import dev.foyer.kernel.Page;
import dev.foyer.kernel.Timestamps;
import dev.foyer.kernel.WorkspaceId;
import dev.foyer.workspace.Workspace;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A workspace's own host names over REST. */
public final class DomainRoutes {
    private static final String PATH = "/v2/workspace/domains";
    private static final Shape HOST = Shape.text().atMost(253).required().example("meet.example.com");
    private static final Shape FOR_LINKS = Shape.flag().about("Whether new links are made under it.");
    private static final Shape DOMAIN = Shape.object()
            .with("host", HOST.about("Lower case, international names in their ASCII form."))
            .with("for_links", FOR_LINKS.required())
            .with("created_at", Shape.time().required());

    private final Domains domains;

    public DomainRoutes(Domains domains) {
        this.domains = domains;
    }

    public List<Route> routes() {
        return List.of(
                Route.get(PATH, "List the workspace's own domains for room links", Scope.MANAGEMENT, this::list)
                        .giving(Shape.page(DOMAIN))
                        .ours(),
                Route.post(PATH, "Add or change a domain for room links", Scope.MANAGEMENT, this::put)
                        .taking(Shape.object().with("host", HOST).with("for_links", FOR_LINKS))
                        .giving(DOMAIN)
                        .ours()
                        .recorded("domain.changed"),
                Route.delete(PATH + "/{host}", "Remove a domain for room links", Scope.MANAGEMENT, this::remove)
                        .giving(Shape.object())
                        .ours()
                        .recorded("domain.removed"));
    }

    private Reply list(Request request) {
        List<LinkDomain> all = domains.list(workspace(request));
        return Reply.page(new Page<>(all.size(), all, ""), DomainRoutes::view);
    }

    private Reply put(Request request) {
        ObjectNode body = request.json();
        String host = Fields.shortText(body, "host", 253);
        if (host == null) {
            throw Fields.invalid("host is required");
        }
        return Reply.ok(view(domains.put(workspace(request), host, Fields.flag(body, "for_links", false))));
    }

    private Reply remove(Request request) {
        domains.remove(workspace(request), request.path("host"));
        return Reply.ok(Json.object());
    }

    private static WorkspaceId workspace(Request request) {
        return request.principal(Workspace.class).id();
    }

    private static ObjectNode view(LinkDomain domain) {
        return Json.object()
                .put("host", domain.host())
                .put("for_links", domain.forLinks())
                .put("created_at", Timestamps.format(domain.createdAt()));
    }
}
