package dev.foyer.session;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Messages. There is no history: who is not there does not get them. */
final class ChatCalls {
    private static final int MAX_MESSAGE = 16 * 1024;
    private static final int MAX_TYPE = 128;

    private final Room room;

    ChatCalls(Room room) {
        this.room = room;
    }

    void register(Map<String, Call.Handler> calls) {
        calls.put("broadcast", this::broadcast);
    }

    private Reply broadcast(Peer peer, Call call) {
        ObjectNode info = Json.child(call.params(), "info");
        String message = Json.text(info, "message");
        String type = Json.text(info, "type", "chat");
        if (message == null || message.length() > MAX_MESSAGE || type.length() > MAX_TYPE) {
            return Reply.badRequest("message is missing or too long");
        }
        String target = Json.text(call.params(), "peer_id");
        Peer receiver = target == null ? null : room.visible(target);
        if (target != null && receiver == null) {
            return Reply.notFound("peer not found");
        }
        List<String> roles = Json.list(call.params(), "roles");
        List<String> only = roles == null ? List.of() : roles;
        String id = room.uuid();
        deliver(message(id, message, type, only, peer, receiver != null), peer, receiver, only);
        return new Reply.Result(Json.object().put("message_id", id).put("timestamp", room.now));
    }

    /** A message of the operator: it has no sender. Messages that nobody could send are ignored. */
    void announce(RoomCommand.Announce command) {
        if (command.message().length() > MAX_MESSAGE || command.type().length() > MAX_TYPE) {
            return;
        }
        Peer receiver = room.visible(command.peerId());
        if (command.peerId() != null && receiver == null) {
            return;
        }
        String role = command.role();
        List<String> only = role == null ? List.of() : List.of(role);
        deliver(
                message(room.uuid(), command.message(), command.type(), only, null, receiver != null),
                null,
                receiver,
                only);
    }

    private ObjectNode message(
            String id, String text, String type, List<String> roles, @Nullable Peer sender, boolean direct) {
        ObjectNode params =
                Json.object().put("message_id", id).put("timestamp", room.now).put("private", direct);
        params.set("roles", Json.strings(roles));
        if (sender != null) {
            params.set("peer", Wire.peerInfo(sender));
        }
        params.set("info", Json.object().put("message", text).put("type", type));
        return params;
    }

    private void deliver(ObjectNode params, @Nullable Peer sender, @Nullable Peer receiver, List<String> roles) {
        String json = Wire.notification("on-broadcast", params);
        for (Peer peer : room.peers.values()) {
            boolean addressed = receiver == null ? roles.isEmpty() || roles.contains(peer.role) : peer == receiver;
            if (addressed && peer != sender && peer.joined()) {
                room.send(peer, json);
            }
        }
    }
}
