package dev.foyer.token;

import dev.foyer.http.Reply;
import dev.foyer.http.Request;
import dev.foyer.http.Route;
import dev.foyer.http.Scope;
import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.RefusalCode;
import dev.foyer.kernel.RoomId;
import dev.foyer.room.Room;
import dev.foyer.room.Rooms;
import dev.foyer.roomcode.Lobby;
import dev.foyer.roomcode.LobbyRoutes;
import dev.foyer.template.Role;
import java.util.List;

/**
 * Who waits to be let in, and letting them in, for people of the room: with an auth token whose role may remove others or
 * change roles, because letting somebody in is the reverse of the one and as weighty as the other.
 */
public final class DoorRoutes {
    private final Lobby lobby;
    private final Rooms rooms;

    public DoorRoutes(Lobby lobby, Rooms rooms) {
        this.lobby = lobby;
        this.rooms = rooms;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/v2/lobby", "Who waits to be let into the room of the token", Scope.AUTH, this::list)
                        .giving(LobbyRoutes.list())
                        .ours(),
                Route.post("/v2/lobby/{entry_id}", "Let somebody into the room, or not", Scope.AUTH, this::decide)
                        .taking(LobbyRoutes.decision())
                        .giving(LobbyRoutes.entry())
                        .ours());
    }

    private Reply list(Request request) {
        return LobbyRoutes.list(lobby, guarded(request));
    }

    private Reply decide(Request request) {
        return LobbyRoutes.decide(lobby, guarded(request), request.path("entry_id"), request.json());
    }

    /** The room of the token, when its role may let people in. */
    private RoomId guarded(Request request) {
        AuthToken token = request.principal(AuthToken.class);
        Room room = rooms.get(token.workspaceId(), token.roomId());
        boolean may = rooms.templateOf(room)
                .role(token.role())
                .map(Role::permissions)
                .filter(permissions -> permissions.removeOthers() || permissions.changeRole())
                .isPresent();
        if (!may) {
            throw Refusal.of(RefusalCode.FORBIDDEN);
        }
        return room.id();
    }
}
