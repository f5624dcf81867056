package dev.foyer.roomcode;

import dev.foyer.http.Reply;
import dev.foyer.http.Request;
import dev.foyer.http.Route;
import dev.foyer.http.Scope;
import dev.foyer.http.Shape;
import dev.foyer.kernel.Fields;
import dev.foyer.kernel.Json;
import dev.foyer.kernel.PageRequest;
import dev.foyer.kernel.RoomCodeId;
import dev.foyer.kernel.RoomId;
import dev.foyer.kernel.WorkspaceId;
import dev.foyer.workspace.Workspace;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Room codes over REST. */
public final class RoomCodeRoutes {
    static final String ROOM = "/v2/room-codes/room/{room_id}";
    private static final String CODE = "/v2/room-codes/code";
    private static final int LIST_LIMIT = 20;
    private static final int WEEK = 604_800;

    private final RoomCodes codes;
    private final PolicyReader policies;
    private final CodeUsage usage;

    public RoomCodeRoutes(RoomCodes codes, Pins pins, CodeUsage usage) {
        this.codes = codes;
        this.policies = new PolicyReader(pins);
        this.usage = usage;
    }

    public List<Route> routes() {
        Shape change = Shape.object().with("enabled", Shape.flag()).with("policy", CodeShapes.policy());
        return List.of(
                Route.post(ROOM, "Create a code for every role", Scope.MANAGEMENT, this::createAll)
                        .giving(CodeShapes.codes())
                        .recorded("code.created"),
                Route.post(ROOM + "/role/{role}", "Create a code for one role", Scope.MANAGEMENT, this::createOne)
                        .taking(Shape.object()
                                .with("new", Shape.flag().about("A further code although the role has one."))
                                .with("policy", CodeShapes.policy()))
                        .giving(CodeShapes.code())
                        .recorded("code.created"),
                Route.get(ROOM, "List the codes of a room", Scope.MANAGEMENT, this::list)
                        .asking("role", Shape.text().atMost(100))
                        .asking("enabled", Shape.flag())
                        .asking("limit", Shape.integer().atLeast(10).atMost(100))
                        .asking("start", Shape.text().atMost(128))
                        .giving(Shape.page(CodeShapes.code())),
                rotation(),
                Route.get(CODE + "/{code_id}/usage", "How a code has been used", Scope.MANAGEMENT, this::usage)
                        .giving(CodeShapes.usage())
                        .ours(),
                Route.post(CODE, "Enable or disable a code, change its policy", Scope.MANAGEMENT, this::change)
                        .taking(change.with("code", CodeShapes.letters().required()))
                        .giving(CodeShapes.code())
                        .recorded("code.updated"),
                Route.post(
                                CODE + "/{code}",
                                "Enable or disable a code, older form",
                                Scope.MANAGEMENT,
                                this::changeByPath)
                        .taking(change)
                        .giving(CodeShapes.code())
                        .recorded("code.updated"));
    }

    private Route rotation() {
        return Route.post(CODE + "/rotate", "Replace a code by a new one", Scope.MANAGEMENT, this::rotate)
                .taking(Shape.object()
                        .with("code", CodeShapes.letters().required())
                        .with(
                                "grace_seconds",
                                Shape.integer().atLeast(0).atMost(WEEK).about("So long the old code keeps working.")))
                .giving(CodeShapes.code())
                .recorded("code.rotated")
                .ours();
    }

    private Reply createAll(Request request) {
        ArrayNode data = Json.array();
        codes.createForRoom(workspace(request), room(request)).forEach(code -> data.add(CodeViews.code(code)));
        ObjectNode body = Json.object();
        body.set("data", data);
        return Reply.ok(body);
    }

    private Reply createOne(Request request) {
        ObjectNode body = request.json();
        boolean another = Fields.flag(body, "new", false);
        CodePolicy policy = policies.read(body);
        return Reply.ok(CodeViews.code(
                codes.createForRole(workspace(request), room(request), request.path("role"), another, policy)));
    }

    private Reply list(Request request) {
        PageRequest page = request.page(LIST_LIMIT);
        return Reply.page(
                codes.page(
                        workspace(request), room(request), request.query("role"), request.queryFlag("enabled"), page),
                CodeViews::code);
    }

    private Reply change(Request request) {
        ObjectNode body = request.json();
        return change(request, Fields.text(body, "code"), body);
    }

    private Reply changeByPath(Request request) {
        return change(request, request.path("code"), request.json());
    }

    private Reply change(Request request, @Nullable String code, ObjectNode body) {
        Boolean enabled = Fields.flag(body, "enabled");
        if (code == null || (enabled == null && !body.has("policy"))) {
            throw Fields.invalid("code and enabled are required");
        }
        return Reply.ok(CodeViews.code(
                codes.change(workspace(request), code, enabled, before -> policies.changed(before, body))));
    }

    private Reply rotate(Request request) {
        ObjectNode body = request.json();
        String code = Fields.text(body, "code");
        if (code == null) {
            throw Fields.invalid("code is required");
        }
        Duration grace = Duration.ofSeconds(Fields.whole(body, "grace_seconds", 0, 0, WEEK));
        return Reply.ok(CodeViews.code(codes.rotate(workspace(request), code, grace)));
    }

    private Reply usage(Request request) {
        RoomCodeId id = codes.get(workspace(request), new RoomCodeId(request.path("code_id")))
                .code()
                .id();
        return Reply.ok(CodeViews.usage(id, usage.of(id)));
    }

    static WorkspaceId workspace(Request request) {
        return request.principal(Workspace.class).id();
    }

    static RoomId room(Request request) {
        return new RoomId(request.path("room_id"));
    }
}
