package dev.foyer.layout;

import dev.foyer.http.Reply;
import dev.foyer.http.Request;
import dev.foyer.http.Route;
import dev.foyer.http.Scope;
import dev.foyer.http.Shape;
import dev.foyer.kernel.Page;
import dev.foyer.kernel.TemplateId;
import dev.foyer.room.Room;
import dev.foyer.room.Rooms;
import dev.foyer.token.AuthToken;
import dev.foyer.workspace.Workspace;
import dev.foyer.workspace.WorkspaceStore;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The layout that the meeting page asks for, and the calls with which a dashboard designs it. */
public final class LayoutRoutes {
    private static final String DESIGN = "/v2/templates/{template_id}/layout";

    private final Looks looks;
    private final Rooms rooms;
    private final WorkspaceStore workspaces;

    public LayoutRoutes(Looks looks, Rooms rooms, WorkspaceStore workspaces) {
        this.looks = looks;
        this.rooms = rooms;
        this.workspaces = workspaces;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/v2/layouts/ui", "Layouts for the roles of a room", Scope.AUTH, this::layouts)
                        .giving(Shape.page(LookShapes.LAYOUT)),
                Route.get(DESIGN, "Get the design of a template's layouts", Scope.MANAGEMENT, this::design)
                        .giving(LookShapes.LOOK)
                        .ours(),
                Route.post(DESIGN, "Replace the design of a template's layouts", Scope.MANAGEMENT, this::redesign)
                        .taking(LookShapes.LOOK)
                        .giving(LookShapes.LOOK)
                        .recorded("template.layout_updated")
                        .ours());
    }

    private Reply layouts(Request request) {
        AuthToken token = request.principal(AuthToken.class);
        Room room = rooms.get(token.workspaceId(), token.roomId());
        String appId =
                workspaces.find(token.workspaceId()).map(Workspace::appId).orElse("");
        List<ObjectNode> layouts = looks.layouts(rooms.templateOf(room), appId, token.role());
        return Reply.page(new Page<>(request.page().limit(), layouts, ""), layout -> layout);
    }

    private Reply design(Request request) {
        return Reply.ok(looks.get(request.principal(Workspace.class).id(), template(request)));
    }

    private Reply redesign(Request request) {
        return Reply.ok(looks.replace(request.principal(Workspace.class).id(), template(request), request.json()));
    }

    private static TemplateId template(Request request) {
        return new TemplateId(request.path("template_id"));
    }
}
