package dev.foyer.activeroom;

import dev.foyer.http.Reply;
import dev.foyer.http.Request;
import dev.foyer.http.Route;
import dev.foyer.http.Scope;
import dev.foyer.kernel.Fields;
import dev.foyer.kernel.Json;
import dev.foyer.kernel.RoomId;
import dev.foyer.kernel.WorkspaceId;
import dev.foyer.session.RoomView;
import dev.foyer.workspace.Workspace;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Active rooms over REST (server API §4.4). */
public final class ActiveRoomRoutes {
    private static final String ROOM = "/v2/active-rooms/{room_id}";
    private static final String PEER = ROOM + "/peers/{peer_id}";

    private final ActiveRooms rooms;

    public ActiveRoomRoutes(ActiveRooms rooms) {
        this.rooms = rooms;
    }

    public List<Route> routes() {
        return List.of(
                Route.get(ROOM, "Get a room that is in session", Scope.MANAGEMENT, this::get)
                        .giving(ActiveRoomShapes.ROOM),
                Route.get(ROOM + "/peers", "List the peers of a room in session", Scope.MANAGEMENT, this::peers)
                        .asking("user_id", ActiveRoomShapes.ID)
                        .asking("role", ActiveRoomShapes.ROLE)
                        .giving(ActiveRoomShapes.PEERS),
                Route.get(PEER, "Get a peer with its tracks", Scope.MANAGEMENT, this::peer)
                        .giving(ActiveRoomShapes.PEER_WITH_TRACKS),
                Route.post(PEER, "Change name, role or metadata of a peer", Scope.MANAGEMENT, this::update)
                        .taking(ActiveRoomShapes.PEER_PATCH)
                        .giving(ActiveRoomShapes.PEER_WITH_TRACKS)
                        .recorded("peer.updated"),
                Route.post(
                                ROOM + "/send-message",
                                "Send a message to a peer, a role or everybody",
                                Scope.MANAGEMENT,
                                this::message)
                        .taking(ActiveRoomShapes.MESSAGE)
                        .giving(ActiveRoomShapes.DONE)
                        .recorded("message.sent"),
                Route.post(ROOM + "/remove-peers", "Remove a peer or a role", Scope.MANAGEMENT, this::remove)
                        .taking(ActiveRoomShapes.REMOVAL)
                        .giving(ActiveRoomShapes.DONE)
                        .recorded("peer.removed"),
                Route.post(
                                ROOM + "/end-room",
                                "End the session, and lock the room if wanted",
                                Scope.MANAGEMENT,
                                this::end)
                        .taking(ActiveRoomShapes.END)
                        .giving(ActiveRoomShapes.DONE)
                        .recorded("room.ended"));
    }

    private Reply get(Request request) {
        Workspace workspace = request.principal(Workspace.class);
        return Reply.ok(ActiveRoomViews.room(workspace, rooms.get(workspace.id(), room(request))));
    }

    private Reply peers(Request request) {
        String user = request.query("user_id");
        String role = request.query("role");
        ObjectNode body = Json.object();
        ObjectNode peers = body.putObject("peers");
        rooms.get(workspace(request), room(request)).view().peers().stream()
                .filter(peer -> user == null || peer.userId().equals(user))
                .filter(peer -> role == null || peer.role().equals(role))
                .forEach(peer -> peers.set(peer.peerId(), ActiveRoomViews.peer(peer)));
        return Reply.ok(body);
    }

    private Reply peer(Request request) {
        RoomView.PeerView peer = rooms.peer(workspace(request), room(request), request.path("peer_id"));
        return Reply.ok(ActiveRoomViews.peerWithTracks(peer));
    }

    private Reply update(Request request) {
        ObjectNode body = request.json();
        ActiveRooms.PeerPatch patch = new ActiveRooms.PeerPatch(
                text(body, "name", ActiveRoomShapes.MAX_NAME),
                text(body, "metadata", ActiveRoomShapes.MAX_METADATA),
                given(body, "role", ActiveRoomShapes.MAX_ID));
        return Reply.ok(ActiveRoomViews.peerWithTracks(
                rooms.update(workspace(request), room(request), request.path("peer_id"), patch)));
    }

    private Reply message(Request request) {
        ObjectNode body = request.json();
        String message = text(body, "message", ActiveRoomShapes.MAX_MESSAGE);
        if (message == null || message.isEmpty()) {
            throw Fields.invalid("message is required");
        }
        String type = Objects.requireNonNullElse(given(body, "type", ActiveRoomShapes.MAX_ID), "chat");
        String role = given(body, "role", ActiveRoomShapes.MAX_ID);
        rooms.announce(workspace(request), room(request), message, type, receiver(body), role);
        return done("message sent");
    }

    private Reply remove(Request request) {
        ObjectNode body = request.json();
        String peer = given(body, "peer_id", ActiveRoomShapes.MAX_ID);
        String role = given(body, "role", ActiveRoomShapes.MAX_ID);
        if (peer != null) {
            rooms.removePeer(workspace(request), room(request), peer, reason(body));
        } else if (role != null) {
            rooms.removeRole(workspace(request), room(request), role, reason(body));
        } else {
            throw Fields.invalid("peer_id or role is required");
        }
        return done("peer remove request submitted");
    }

    private Reply end(Request request) {
        ObjectNode body = request.json();
        rooms.end(workspace(request), room(request), reason(body), Fields.flag(body, "lock", false));
        return done("session is ending");
    }

    /** The official SDK sends the name that its types have, and would make a private message public. */
    private static @Nullable String receiver(ObjectNode body) {
        String peer = given(body, "peer_id", ActiveRoomShapes.MAX_ID);
        return peer == null ? given(body, "peerId", ActiveRoomShapes.MAX_ID) : peer;
    }

    private static String reason(ObjectNode body) {
        return Objects.requireNonNullElse(text(body, "reason", ActiveRoomShapes.MAX_REASON), "");
    }

    /** Empty counts as not given. */
    private static @Nullable String given(ObjectNode body, String name, int most) {
        String text = text(body, name, most);
        return text == null || text.isEmpty() ? null : text;
    }

    private static @Nullable String text(ObjectNode body, String name, int most) {
        String text = Fields.text(body, name);
        if (text != null && text.length() > most) {
            throw Fields.invalid(name + " is longer than " + most + " characters");
        }
        if (text != null && text.indexOf('\0') >= 0) {
            throw Fields.invalid(name + " holds a NUL character");
        }
        return text;
    }

    private static WorkspaceId workspace(Request request) {
        return request.principal(Workspace.class).id();
    }

    private static RoomId room(Request request) {
        return new RoomId(request.path("room_id"));
    }

    private static Reply done(String message) {
        return Reply.ok(Json.object().put("message", message));
    }
}
