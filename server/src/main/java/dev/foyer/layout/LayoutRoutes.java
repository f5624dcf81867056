package dev.foyer.layout;

import dev.foyer.http.Reply;
import dev.foyer.http.Request;
import dev.foyer.http.Route;
import dev.foyer.http.Scope;
import dev.foyer.kernel.Page;
import dev.foyer.room.Room;
import dev.foyer.room.Rooms;
import dev.foyer.token.AuthToken;
import dev.foyer.workspace.Workspace;
import dev.foyer.workspace.WorkspaceStore;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The layout that the meeting page asks for. */
public final class LayoutRoutes {
    private final Rooms rooms;
    private final WorkspaceStore workspaces;

    public LayoutRoutes(Rooms rooms, WorkspaceStore workspaces) {
        this.rooms = rooms;
        this.workspaces = workspaces;
    }

    public List<Route> routes() {
        return List.of(Route.get("/v2/layouts/ui", "Layouts for the roles of a room", Scope.AUTH, this::layouts));
    }

    private Reply layouts(Request request) {
        AuthToken token = request.principal(AuthToken.class);
        Room room = rooms.get(token.workspaceId(), token.roomId());
        String appId =
                workspaces.find(token.workspaceId()).map(Workspace::appId).orElse("");
        List<ObjectNode> layouts = Layouts.of(rooms.templateOf(room), appId, token.role());
        return Reply.page(new Page<>(request.page().limit(), layouts, ""), layout -> layout);
    }
}
