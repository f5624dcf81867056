package dev.foyer.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Muting others, sending one out, sending all out. */
final class ModerationCalls {
    private static final int MAX_REASON = 1024;
    private static final String TOO_OLD = "session duration limit reached";

    private final Room room;
    private final Presence presence;

    ModerationCalls(Room room, Presence presence) {
        this.room = room;
        this.presence = presence;
    }

    void register(Map<String, Call.Handler> calls) {
        calls.put("track-update-request", this::muteTrack);
        calls.put("change-track-mute-state-request", this::muteMany);
        calls.put("peer-leave-request", this::remove);
        calls.put("end-room", this::endRoom);
    }

    /** Ends the room for everybody on behalf of the operator. */
    void end(RoomCommand.EndRoom command) {
        if (!room.sessionId.isEmpty()) {
            room.emit(new Effect.RoomEnded(room.sessionId, "", command.reason(), command.closed()));
        }
        for (Peer peer : new ArrayList<>(room.peers.values())) {
            if (peer.seated()) {
                presence.expel(peer, command.reason(), "", true);
            } else if (command.closed()) {
                presence.dismiss(peer, 403, "room is not active");
            }
        }
    }

    /** Asks one peer to leave on behalf of the operator. */
    void remove(RoomCommand.RemovePeer command) {
        Peer peer = room.peers.get(command.peerId());
        if (peer != null && peer.seated()) {
            presence.expel(peer, command.reason(), "", false);
        }
    }

    /** Asks everybody of a role to leave on behalf of the operator. */
    void remove(RoomCommand.RemoveRole command) {
        for (Peer peer : new ArrayList<>(room.peers.values())) {
            if (peer.seated() && peer.role.equals(command.role())) {
                presence.expel(peer, command.reason(), "", false);
            }
        }
    }

    /** Sends people out on behalf of the operator; who only looks in is turned away. */
    void remove(RoomCommand.RemoveGuests command) {
        for (Peer peer : new ArrayList<>(room.peers.values())) {
            if (!command.guests().include(peer.origin, room.policy)) {
                continue;
            }
            if (!peer.seated()) {
                presence.dismiss(peer, 403, "room is not active");
            } else if (command.inside() && peer.evictAt == 0) {
                presence.expel(peer, command.reason(), "", false);
            }
        }
    }

    /** A session may only get so old. Who comes in while the others are on their way out has to leave, too. */
    void tick() {
        long most = room.policy.maxSeconds() * 1000L;
        if (most == 0 || room.sessionId.isEmpty() || room.now - room.startedAt < most) {
            return;
        }
        if (room.peers.values().stream().noneMatch(peer -> peer.evictAt != 0)) {
            room.emit(new Effect.RoomEnded(room.sessionId, "", TOO_OLD, false));
        }
        for (Peer peer : new ArrayList<>(room.peers.values())) {
            if (peer.seated() && peer.evictAt == 0) {
                presence.expel(peer, TOO_OLD, "", true);
            }
        }
    }

    private Reply muteTrack(Peer peer, Call call) {
        boolean mute = Json.flag(call.params(), "mute", true);
        if (!room.may(peer, mute ? Permission.MUTE : Permission.UNMUTE)) {
            return Reply.forbidden();
        }
        Peer target = room.visible(Json.text(call.params(), "requested_for"));
        if (target == null) {
            return Reply.notFound("peer not found");
        }
        Track track = target.tracks.get(Json.text(call.params(), "track_id", ""));
        if (track == null) {
            return Reply.notFound("track not found");
        }
        room.send(
                target,
                "on-track-update-request",
                Json.object()
                        .put("requested_by", peer.id)
                        .put("track_id", track.trackId())
                        .put("stream_id", track.streamId())
                        .put("mute", mute));
        return Reply.ok();
    }

    private Reply muteMany(Peer peer, Call call) {
        boolean mute = Json.flag(call.params(), "value", true);
        if (!room.may(peer, mute ? Permission.MUTE : Permission.UNMUTE)) {
            return Reply.forbidden();
        }
        ObjectNode params = Json.object().put("requested_by", peer.id).put("value", mute);
        for (String filter : List.of("type", "source")) {
            String value = Json.text(call.params(), filter);
            if (value != null && value.length() <= MAX_REASON) {
                params.put(filter, value);
            }
        }
        List<String> roles = Json.list(call.params(), "roles");
        String json = Wire.notification("on-change-track-mute-state-request", params);
        for (Peer other : room.peers.values()) {
            boolean meant = roles == null || roles.isEmpty() || roles.contains(other.role);
            if (other != peer && other.joined() && meant) {
                room.send(other, json);
            }
        }
        return Reply.ok();
    }

    private Reply remove(Peer peer, Call call) {
        if (!room.may(peer, Permission.REMOVE_OTHERS)) {
            return Reply.forbidden();
        }
        Peer target = room.visible(Json.text(call.params(), "requested_for"));
        if (target == null) {
            return Reply.notFound("peer not found");
        }
        presence.expel(target, reason(call), peer.id, false);
        return Reply.ok();
    }

    private Reply endRoom(Peer peer, Call call) {
        if (!room.may(peer, Permission.END_ROOM)) {
            return Reply.forbidden();
        }
        boolean lock = Json.flag(call.params(), "lock", false);
        String reason = reason(call);
        if (lock) {
            room.emit(new Effect.DisableRoom(reason));
        }
        room.emit(new Effect.RoomEnded(room.sessionId, peer.id, reason, lock));
        // Answered here, because the caller leaves as soon as it has the answer.
        room.answer(call.socketId(), call.id(), Reply.ok());
        for (Peer other : new ArrayList<>(room.peers.values())) {
            if (other == peer) {
                peer.evictAt = room.now + Presence.EVICT_MILLIS;
            } else if (other.seated()) {
                presence.expel(other, reason, peer.id, true);
            } else if (lock) {
                presence.dismiss(other, 403, "room is not active");
            }
        }
        return Reply.later();
    }

    private static String reason(Call call) {
        return Presence.reason(call.params(), "reason", "");
    }
}
