package dev.foyer.session;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Name, metadata text and groups of peers. */
final class PeerCalls {
    private static final int MAX_GROUPS = 20;
    private static final int MAX_GROUP_NAME = 64;

    private final Room room;

    PeerCalls(Room room) {
        this.room = room;
    }

    void register(Map<String, Call.Handler> calls) {
        calls.put("peer-update", this::update);
        calls.put("group-join", (peer, call) -> ownGroup(peer, call, true));
        calls.put("group-leave", (peer, call) -> ownGroup(peer, call, false));
        calls.put("group-add", (peer, call) -> othersGroup(peer, call, true));
        calls.put("group-remove", (peer, call) -> othersGroup(peer, call, false));
    }

    private Reply update(Peer peer, Call call) {
        String name = Json.text(call.params(), "name");
        String data = Json.text(call.params(), "data");
        if (name != null && peer.lockedName() != null && !name.equals(peer.name)) {
            return new Reply.Failure(403, "name is locked");
        }
        if (!change(peer, name, data, false)) {
            return Reply.badRequest("name or data is missing or too long");
        }
        return Reply.ok();
    }

    /** False when there is nothing to change or the texts are too long. {@code self} tells the peer too. */
    boolean change(Peer peer, @Nullable String name, @Nullable String data, boolean self) {
        String newName = name == null ? peer.name : name;
        String newData = data == null ? peer.data : data;
        if ((name == null && data == null) || !JoinCalls.acceptable(newName, newData)) {
            return false;
        }
        peer.name = newName;
        peer.data = newData;
        room.announceUpdate(peer, self);
        if (peer.inside()) {
            room.emit(new Effect.PeerDescribed(peer.id, newName, newData));
        }
        return true;
    }

    private Reply ownGroup(Peer peer, Call call, boolean add) {
        Reply refused = group(peer, Json.text(call.params(), "name", ""), add);
        if (refused != null) {
            return refused;
        }
        var body = Json.object();
        body.set("groups", Json.strings(peer.groups));
        return new Reply.Result(body);
    }

    private Reply othersGroup(Peer peer, Call call, boolean add) {
        Peer target = room.visible(Json.text(call.params(), "peer_id"));
        if (target == null) {
            return Reply.notFound("peer not found");
        }
        if (target != peer && !room.may(peer, Permission.CHANGE_ROLE)) {
            return Reply.forbidden();
        }
        Reply refused = group(target, Json.text(call.params(), "name", ""), add);
        return refused == null ? Reply.ok() : refused;
    }

    private @Nullable Reply group(Peer peer, String name, boolean add) {
        if (name.isEmpty() || name.length() > MAX_GROUP_NAME) {
            return Reply.badRequest("group name is missing or too long");
        }
        if (add && peer.groups.size() >= MAX_GROUPS && !peer.groups.contains(name)) {
            return Reply.badRequest("too many groups");
        }
        boolean changed = add ? peer.groups.add(name) : peer.groups.remove(name);
        if (changed) {
            room.announceUpdate(peer, true);
        }
        return null;
    }
}
