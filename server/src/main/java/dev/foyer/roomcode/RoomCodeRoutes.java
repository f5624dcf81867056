package dev.foyer.roomcode;

import dev.foyer.http.Reply;
import dev.foyer.http.Request;
import dev.foyer.http.Route;
import dev.foyer.http.Scope;
import dev.foyer.kernel.Fields;
import dev.foyer.kernel.Json;
import dev.foyer.kernel.Page;
import dev.foyer.kernel.PageRequest;
import dev.foyer.kernel.RoomId;
import dev.foyer.kernel.Timestamps;
import dev.foyer.kernel.WorkspaceId;
import dev.foyer.workspace.Workspace;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Room codes over REST. */
public final class RoomCodeRoutes {
    private static final String ROOM = "/v2/room-codes/room/{room_id}";
    private static final int LIST_LIMIT = 20;

    private final RoomCodes codes;

    public RoomCodeRoutes(RoomCodes codes) {
        this.codes = codes;
    }

    public List<Route> routes() {
        return List.of(
                Route.post(ROOM, "Create a code for every role", Scope.MANAGEMENT, this::createAll),
                Route.post(ROOM + "/role/{role}", "Create a code for one role", Scope.MANAGEMENT, this::createOne),
                Route.get(ROOM, "List the codes of a room", Scope.MANAGEMENT, this::list),
                Route.post("/v2/room-codes/code", "Enable or disable a code", Scope.MANAGEMENT, this::enable),
                Route.post(
                        "/v2/room-codes/code/{code}",
                        "Enable or disable a code, older form",
                        Scope.MANAGEMENT,
                        this::enableByPath));
    }

    private Reply createAll(Request request) {
        ArrayNode data = Json.array();
        codes.createForRoom(workspace(request), room(request)).forEach(code -> data.add(view(code)));
        ObjectNode body = Json.object();
        body.set("data", data);
        return Reply.ok(body);
    }

    private Reply createOne(Request request) {
        boolean another = Fields.flag(request.json(), "new", false);
        return Reply.ok(view(codes.createForRole(workspace(request), room(request), request.path("role"), another)));
    }

    private Reply list(Request request) {
        PageRequest page = request.page(LIST_LIMIT);
        String start = page.start();
        List<RoomCode> rest =
                codes
                        .list(workspace(request), room(request), request.query("role"), request.queryFlag("enabled"))
                        .stream()
                        .filter(code -> start == null || code.id().text().compareTo(start) > 0)
                        .limit(page.limit() + 1L)
                        .toList();
        return Reply.page(Page.cut(page.limit(), rest, code -> code.id().text()), RoomCodeRoutes::view);
    }

    private Reply enable(Request request) {
        ObjectNode body = request.json();
        return enable(request, Fields.text(body, "code"), body);
    }

    private Reply enableByPath(Request request) {
        return enable(request, request.path("code"), request.json());
    }

    private Reply enable(Request request, @Nullable String code, ObjectNode body) {
        Boolean enabled = Fields.flag(body, "enabled");
        if (code == null || enabled == null) {
            throw Fields.invalid("code and enabled are required");
        }
        return Reply.ok(view(codes.enable(workspace(request), code, enabled)));
    }

    private static WorkspaceId workspace(Request request) {
        return request.principal(Workspace.class).id();
    }

    private static RoomId room(Request request) {
        return new RoomId(request.path("room_id"));
    }

    private static ObjectNode view(RoomCode code) {
        return Json.object()
                .put("code", code.code().value())
                .put("room_id", code.roomId().text())
                .put("role", code.role())
                .put("enabled", code.enabled())
                .put("created_at", Timestamps.format(code.createdAt()))
                .put("updated_at", Timestamps.format(code.updatedAt()));
    }
}
