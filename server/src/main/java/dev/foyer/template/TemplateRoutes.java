package dev.foyer.template;

import dev.foyer.http.Reply;
import dev.foyer.http.Request;
import dev.foyer.http.Route;
import dev.foyer.http.Scope;
import dev.foyer.kernel.Json;
import dev.foyer.kernel.TemplateId;
import dev.foyer.kernel.Timestamps;
import dev.foyer.workspace.Workspace;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Templates and their roles over REST, in camel case. */
public final class TemplateRoutes {
    private static final String ONE = "/v2/templates/{template_id}";
    private static final String ROLE = ONE + "/roles/{role}";

    private final Templates templates;

    public TemplateRoutes(Templates templates) {
        this.templates = templates;
    }

    public List<Route> routes() {
        return List.of(
                Route.post("/v2/templates", "Create or overwrite a template", Scope.MANAGEMENT, this::create),
                Route.get("/v2/templates", "List templates", Scope.MANAGEMENT, this::list),
                Route.get(ONE, "Get a template", Scope.MANAGEMENT, this::get),
                Route.post(ONE, "Replace a template", Scope.MANAGEMENT, this::update),
                Route.get(ROLE, "Get a role", Scope.MANAGEMENT, this::role),
                Route.post(ROLE, "Create, replace or rename a role", Scope.MANAGEMENT, this::putRole),
                Route.delete(ROLE, "Delete a role", Scope.MANAGEMENT, this::deleteRole));
    }

    private Reply create(Request request) {
        Workspace workspace = request.principal(Workspace.class);
        return Reply.ok(view(workspace, templates.create(workspace.id(), request.json())));
    }

    private Reply list(Request request) {
        Workspace workspace = request.principal(Workspace.class);
        return Reply.page(templates.list(workspace.id(), request.page()), template -> view(workspace, template));
    }

    private Reply get(Request request) {
        Workspace workspace = request.principal(Workspace.class);
        return Reply.ok(view(workspace, templates.get(workspace.id(), id(request))));
    }

    private Reply update(Request request) {
        Workspace workspace = request.principal(Workspace.class);
        return Reply.ok(view(workspace, templates.update(workspace.id(), id(request), request.json())));
    }

    private Reply role(Request request) {
        Workspace workspace = request.principal(Workspace.class);
        return Reply.ok(Json.tree(templates.role(workspace.id(), id(request), request.path("role"))));
    }

    private Reply putRole(Request request) {
        Workspace workspace = request.principal(Workspace.class);
        return Reply.ok(
                Json.tree(templates.putRole(workspace.id(), id(request), request.path("role"), request.json())));
    }

    private Reply deleteRole(Request request) {
        Workspace workspace = request.principal(Workspace.class);
        templates.deleteRole(workspace.id(), id(request), request.path("role"));
        return Reply.noContent();
    }

    private static TemplateId id(Request request) {
        return new TemplateId(request.path("template_id"));
    }

    private static ObjectNode view(Workspace workspace, Template template) {
        ObjectNode json = Json.object()
                .put("id", template.id().text())
                .put("_id", template.id().text())
                .put("name", template.name())
                .put("subdomain", template.subdomain())
                .put("default", template.standard())
                .put("customerId", workspace.id().text())
                .put("customer", workspace.id().text())
                .put("appId", workspace.appId());
        ObjectNode roles = json.putObject("roles");
        template.roles().forEach((name, role) -> roles.set(name, Json.tree(role)));
        json.set("settings", template.settings());
        json.set("destinations", template.destinations());
        json.set("plugins", template.plugins());
        return json.put("createdAt", Timestamps.format(template.createdAt()))
                .put("updatedAt", Timestamps.format(template.updatedAt()));
    }
}
