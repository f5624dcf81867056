package dev.foyer.roomcode;

import dev.foyer.http.Reply;
import dev.foyer.http.Request;
import dev.foyer.http.Route;
import dev.foyer.http.Scope;
import dev.foyer.http.Shape;
import dev.foyer.kernel.Fields;
import dev.foyer.kernel.Json;
import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.RefusalCode;
import dev.foyer.kernel.RoomId;
import dev.foyer.room.Rooms;
import dev.foyer.workspace.Workspace;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Who waits to be let in, and letting them in, for the workspace's own server. */
public final class LobbyRoutes {
    private static final String LOBBY = "/v2/active-rooms/{room_id}/lobby";

    private final Lobby lobby;
    private final Rooms rooms;

    public LobbyRoutes(Lobby lobby, Rooms rooms) {
        this.lobby = lobby;
        this.rooms = rooms;
    }

    public List<Route> routes() {
        return List.of(
                Route.get(LOBBY, "Who waits to be let into a room", Scope.MANAGEMENT, this::list)
                        .giving(list())
                        .ours(),
                Route.post(LOBBY + "/{entry_id}", "Let somebody in, or not", Scope.MANAGEMENT, this::decide)
                        .taking(decision())
                        .giving(CodeShapes.waiting())
                        .recorded("code.lobby_decided")
                        .ours());
    }

    /** The list of people who wait. */
    public static Shape list() {
        return Shape.object().with("data", Shape.list(CodeShapes.waiting()).required());
    }

    /** A decision. */
    public static Shape decision() {
        return Shape.object()
                .with("action", Shape.choice("admit", "deny").example("admit").required());
    }

    /** Somebody in the lobby, as shown. */
    public static Shape entry() {
        return CodeShapes.waiting();
    }

    /** The answer to who waits. */
    public static Reply list(Lobby lobby, RoomId room) {
        ObjectNode body = Json.object();
        ArrayNode data = body.putArray("data");
        lobby.waiting(room).forEach(entry -> data.add(CodeViews.waiting(entry)));
        return Reply.ok(body);
    }

    /** Carries out the decision of a body. */
    public static Reply decide(Lobby lobby, RoomId room, String entry, ObjectNode body) {
        boolean admit = switch (String.valueOf(Fields.text(body, "action"))) {
            case "admit" -> true;
            case "deny" -> false;
            default -> throw Fields.invalid("action must be admit or deny");
        };
        return Reply.ok(CodeViews.waiting(lobby.decide(room, entry, admit)
                .orElseThrow(() -> Refusal.saying(RefusalCode.NOT_FOUND, "Nobody of this id waits"))));
    }

    private Reply list(Request request) {
        return list(lobby, own(request));
    }

    private Reply decide(Request request) {
        return decide(lobby, own(request), request.path("entry_id"), request.json());
    }

    private RoomId own(Request request) {
        return rooms.get(request.principal(Workspace.class).id(), new RoomId(request.path("room_id")))
                .id();
    }
}
