package dev.foyer.template;

import dev.foyer.http.Reply;
import dev.foyer.http.Request;
import dev.foyer.http.Route;
import dev.foyer.http.Scope;
import dev.foyer.http.Shape;
import dev.foyer.kernel.Json;
import dev.foyer.kernel.TemplateId;
import dev.foyer.kernel.Timestamps;
import dev.foyer.kernel.WorkspaceId;
import dev.foyer.workspace.Workspace;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Templates and their roles over REST, in camel case. */
public final class TemplateRoutes {
    private static final String ONE = "/v2/templates/{template_id}";
    private static final String ROLE = ONE + "/roles/{role}";

    private static final String SETTINGS = ONE + "/settings";
    private static final String DESTINATIONS = ONE + "/destinations";
    private static final String RECORDINGS = ONE + "/recordings";

    private final Templates templates;
    private final RecordingConfigs recordings;

    public TemplateRoutes(Templates templates, RecordingConfigs recordings) {
        this.templates = templates;
        this.recordings = recordings;
    }

    public List<Route> routes() {
        return Stream.of(whole(), parts()).flatMap(List::stream).toList();
    }

    private List<Route> whole() {
        return List.of(
                Route.post("/v2/templates", "Create or overwrite a template", Scope.MANAGEMENT, this::create)
                        .taking(TemplateShapes.NEW)
                        .giving(TemplateShapes.TEMPLATE)
                        .recorded("template.created"),
                Route.get("/v2/templates", "List templates", Scope.MANAGEMENT, this::list)
                        .asking("limit", Shape.integer().atLeast(10).atMost(100))
                        .asking("start", Shape.text().atMost(128))
                        .giving(Shape.page(TemplateShapes.TEMPLATE)),
                Route.get(ONE, "Get a template", Scope.MANAGEMENT, this::get).giving(TemplateShapes.TEMPLATE),
                Route.post(ONE, "Replace a template", Scope.MANAGEMENT, this::update)
                        .taking(TemplateShapes.NEW
                                .with("roles", Shape.mapOf(TemplateShapes.ROLE).required())
                                .with("settings", TemplateShapes.SETTINGS.required()))
                        .giving(TemplateShapes.TEMPLATE)
                        .recorded("template.updated"),
                Route.get("/v2/template-presets", "Ready-made bodies of new templates", Scope.MANAGEMENT, this::presets)
                        .giving(Shape.object().with("data", Shape.list(TemplateShapes.NEW)))
                        .ours());
    }

    private List<Route> parts() {
        return List.of(
                Route.get(ROLE, "Get a role", Scope.MANAGEMENT, this::role).giving(TemplateShapes.ROLE),
                Route.post(ROLE, "Create, replace or rename a role", Scope.MANAGEMENT, this::putRole)
                        .taking(TemplateShapes.ROLE)
                        .giving(TemplateShapes.ROLE)
                        .recorded("role.updated"),
                Route.delete(ROLE, "Delete a role", Scope.MANAGEMENT, this::deleteRole)
                        .recorded("role.deleted"),
                Route.get(SETTINGS, "Get the settings of a template", Scope.MANAGEMENT, this::settings)
                        .giving(TemplateShapes.SETTINGS),
                Route.post(SETTINGS, "Change settings of a template", Scope.MANAGEMENT, this::putSettings)
                        .taking(TemplateShapes.SETTINGS)
                        .giving(TemplateShapes.SETTINGS)
                        .recorded("template.settings_updated"),
                Route.get(DESTINATIONS, "Get the destinations of a template", Scope.MANAGEMENT, this::destinations)
                        .giving(Destinations.SHAPE),
                Route.post(DESTINATIONS, "Replace kinds of destinations", Scope.MANAGEMENT, this::putDestinations)
                        .taking(Destinations.SHAPE)
                        .giving(Destinations.SHAPE)
                        .recorded("template.destinations_updated"),
                Route.get(RECORDINGS, "Get the recording configuration", Scope.MANAGEMENT, this::recordings)
                        .giving(RecordingConfigs.SHAPE),
                Route.post(RECORDINGS, "Replace the recording configuration", Scope.MANAGEMENT, this::putRecordings)
                        .taking(RecordingConfigs.SHAPE)
                        .giving(RecordingConfigs.SHAPE)
                        .recorded("template.recordings_updated"));
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

    private Reply settings(Request request) {
        return Reply.ok(
                Settings.shown(templates.get(workspace(request), id(request)).settings()));
    }

    private Reply putSettings(Request request) {
        Template template = templates.putSettings(workspace(request), id(request), request.json());
        return Reply.ok(Settings.shown(template.settings()));
    }

    private Reply destinations(Request request) {
        return Reply.ok(templates.get(workspace(request), id(request)).destinations());
    }

    private Reply putDestinations(Request request) {
        return Reply.ok(templates
                .putDestinations(workspace(request), id(request), request.json())
                .destinations());
    }

    private Reply recordings(Request request) {
        return Reply.ok(recordings.get(workspace(request), id(request)));
    }

    private Reply putRecordings(Request request) {
        return Reply.ok(recordings.replace(workspace(request), id(request), request.jsonList()));
    }

    private Reply presets(Request request) {
        ObjectNode body = Json.object();
        ArrayNode data = body.putArray("data");
        Presets.all().forEach(data::add);
        return Reply.ok(body);
    }

    private static WorkspaceId workspace(Request request) {
        return request.principal(Workspace.class).id();
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
        json.set("settings", Settings.shown(template.settings()));
        json.set("destinations", template.destinations());
        json.set("plugins", template.plugins());
        return json.put("createdAt", Timestamps.format(template.createdAt()))
                .put("updatedAt", Timestamps.format(template.updatedAt()));
    }
}
