package dev.foyer.session;

import java.util.ArrayList;
import tools.jackson.databind.JsonNode;

/** Sockets and peers coming and going, and everything that only time decides. */
final class Presence {
    /** Characters of a reason. */
    private static final int MAX_REASON = 256;

    /** The client tries to come back for 60 s after it noticed, which may take it 15 s. */
    static final long KEEP_MILLIS = 80_000;
    /** With socket and media both dead the others stop seeing the peer. */
    static final long HIDE_MILLIS = 20_000;
    /** A client that was told to leave closes by itself; one that does not is put out. */
    static final long EVICT_MILLIS = 2_000;
    /** Background tabs may be silent for a minute. */
    static final long SILENCE_MILLIS = 90_000;

    private static final long COUNT_MILLIS = 1_000;
    private static final long ICE_RESTART_MILLIS = 10_000;

    /** A connection without checks gets this long before its ICE is restarted: a busy browser is late, not gone. */
    private static final long PATIENCE_MILLIS = 3_000;

    private static final long REPEAT_MILLIS = 3_000;

    private final Room room;
    private final Subscriptions subscriptions;

    Presence(Room room, Subscriptions subscriptions) {
        this.room = room;
        this.subscriptions = subscriptions;
    }

    void opened(RoomCommand.SocketOpened command) {
        Peer known = room.peers.get(command.peerId());
        if (known != null && !known.credential.equals(command.credential())) {
            refuse(command.socketId(), 403, "peer id belongs to somebody else");
        } else if (known != null && known.evictAt != 0) {
            refuse(command.socketId(), 410, "peer was removed");
        } else if (command.origin().returning() && (known == null || !known.seated())) {
            refuse(command.socketId(), 403, "room is not active");
        } else if (known != null) {
            takeOver(known, command.socketId());
        } else if (!room.policy.roles().containsKey(command.role())) {
            refuse(command.socketId(), 400, "role is invalid");
        } else if (command.pass() != null && command.pass().onlyBack()) {
            refuse(command.socketId(), 403, "code opens no more");
        } else {
            Peer peer =
                    new Peer(command.peerId(), command.userId(), command.role(), command.credential(), command.pass());
            peer.origin = command.origin();
            room.peers.put(peer.id, peer);
            attach(peer, command.socketId());
            greet(peer);
        }
    }

    void closed(RoomCommand.SocketClosed command) {
        Peer peer = room.sockets.remove(command.socketId());
        if (peer == null) {
            return;
        }
        peer.socket = 0;
        peer.lostAt = room.now;
        boolean meant = command.code() == 1000 || command.code() == 1001;
        if (meant || !peer.seated() || peer.evictAt != 0) {
            leave(peer, meant ? "left" : "disconnected");
        }
    }

    /** Takes a peer out for good. */
    void leave(Peer peer, String reason) {
        if (room.peers.remove(peer.id) == null) {
            return;
        }
        if (peer.socket != 0) {
            room.sockets.remove(peer.socket);
        }
        if (peer.media) {
            room.media(new MediaCommand.ClosePeer(peer.id));
        }
        if (peer.joined()) {
            conceal(peer);
        }
        if (peer.inside()) {
            // Whoever was told to leave and goes by itself was removed all the same.
            String why = peer.evictAt == 0 ? reason : "removed";
            for (Track track : peer.tracks.values()) {
                room.emit(track.changed(room.sessionId, peer, Effect.TrackChange.REMOVED));
            }
            room.emit(new Effect.PeerLeft(
                    room.sessionId,
                    peer.id,
                    peer.userId,
                    peer.name,
                    peer.role,
                    peer.joinedAt,
                    room.now,
                    why,
                    peer.pass));
            endSessionIfEmpty();
        }
    }

    /** Tells a peer to leave and puts it out if it does not. */
    void expel(Peer peer, String reason, String requestedBy, boolean roomEnd) {
        var params = Json.object();
        if (!requestedBy.isEmpty()) {
            params.put("requested_by", requestedBy);
        }
        room.send(peer, "on-peer-leave-request", params.put("reason", reason).put("room_end", roomEnd));
        room.emit(new Effect.PeerExpelled(peer.id, reason, requestedBy, roomEnd));
        peer.evictAt = room.now + EVICT_MILLIS;
    }

    /** Ends a client in a way that it tells its user and does not come back. */
    void dismiss(Peer peer, int code, String message) {
        long socket = peer.socket;
        leave(peer, "dismissed");
        if (socket != 0) {
            refuse(socket, code, message);
        }
    }

    void mediaState(Peer peer, MediaEvent.Connection event) {
        if (event.target() == 0) {
            peer.publishState = event.state();
        } else {
            if (!broken(peer)) {
                peer.subscribeBrokenAt = room.now;
            }
            peer.subscribeState = event.state();
            restartSubscribeIce(peer);
        }
    }

    void tick() {
        for (Peer peer : new ArrayList<>(room.peers.values())) {
            if (peer.evictAt != 0 && room.now >= peer.evictAt) {
                long socket = peer.socket;
                leave(peer, "removed");
                closeSocket(socket, 1000, "removed");
            } else if (peer.socket == 0) {
                waitFor(peer);
            } else {
                watch(peer);
            }
        }
        if (room.countsChanged && room.now - room.countsSentAt >= COUNT_MILLIS) {
            sendCounts();
        }
    }

    /** Marks that people or tracks have changed; clients hear of it at most once a second. */
    void countsChanged() {
        room.countsChanged = true;
        if (room.now - room.countsSentAt >= COUNT_MILLIS) {
            sendCounts();
        }
    }

    private void sendCounts() {
        room.countsChanged = false;
        room.countsSentAt = room.now;
        String info = Wire.notification("session-info", Wire.sessionInfo(room));
        for (Peer peer : room.peers.values()) {
            room.send(peer, info);
            if (peer.phase == Peer.Phase.PREVIEW) {
                sendRoomState(peer);
            }
        }
    }

    private void takeOver(Peer peer, long socketId) {
        long previous = peer.socket;
        if (previous != 0) {
            room.sockets.remove(previous);
            closeSocket(previous, 1000, "replaced");
        }
        attach(peer, socketId);
        if (peer.phase == Peer.Phase.AWAY) {
            reveal(peer);
        }
        greet(peer);
        if (peer.joined()) {
            room.send(peer, "peer-list", Wire.peerList(room, peer));
            peer.repeatOfferAt = peer.offerSent ? room.now + REPEAT_MILLIS : room.now;
            repeatOffer(peer);
            peer.iceRestartAt = 0;
            peer.subscribeBrokenAt = 0;
            restartSubscribeIce(peer);
        }
    }

    private void attach(Peer peer, long socketId) {
        peer.socket = socketId;
        peer.lastFrameAt = room.now;
        peer.badFrames = 0;
        room.sockets.put(socketId, peer);
    }

    private void greet(Peer peer) {
        room.send(peer, "on-policy-change", Wire.policy(room.policy, peer.role));
        room.send(peer, "room-info", Wire.roomInfo(room.policy));
        room.send(peer, "session-info", Wire.sessionInfo(room));
        if (peer.phase == Peer.Phase.PREVIEW) {
            sendRoomState(peer);
        }
    }

    /** Only roles that may look into the room before they join get to see who is in it. */
    private void sendRoomState(Peer peer) {
        if (room.may(peer, Permission.SEND_ROOM_STATE)) {
            var params = Wire.peerList(room, peer);
            params.put("peer_count", Wire.sessionInfo(room).get("peer_count").asInt());
            room.send(peer, "room-state", params);
        }
    }

    private void waitFor(Peer peer) {
        long gone = room.now - peer.lostAt;
        if (gone >= KEEP_MILLIS) {
            leave(peer, "connection lost");
        } else if (gone >= HIDE_MILLIS && peer.joined() && (!peer.media || peer.mediaLost())) {
            peer.phase = Peer.Phase.AWAY;
            conceal(peer);
        }
    }

    private void watch(Peer peer) {
        long silent = room.now - peer.lastFrameAt;
        boolean dead = silent >= SILENCE_MILLIS || (silent >= HIDE_MILLIS && peer.seated() && peer.mediaLost());
        if (dead) {
            long socket = peer.socket;
            closed(new RoomCommand.SocketClosed(socket, 1006));
            closeSocket(socket, 1001, "no sign of life");
            peer.lostAt = peer.lastFrameAt;
        } else {
            repeatOffer(peer);
            restartSubscribeIce(peer);
        }
    }

    /** The client may still be at work on the offer that it got on its old socket; a second one would throw it out. */
    private void repeatOffer(Peer peer) {
        String offer = peer.openOffer;
        if (offer != null && peer.repeatOfferAt != 0 && room.now >= peer.repeatOfferAt) {
            peer.repeatOfferAt = 0;
            peer.offerSent = true;
            room.send(peer, "offer", MediaHandler.offer(offer, room.nodeId));
        }
    }

    private static boolean broken(Peer peer) {
        return peer.subscribeState == MediaEvent.State.DISCONNECTED || peer.subscribeState == MediaEvent.State.FAILED;
    }

    /** Clients never restart the subscribe connection themselves. */
    private void restartSubscribeIce(Peer peer) {
        boolean patient = peer.subscribeState == MediaEvent.State.DISCONNECTED
                && room.now - peer.subscribeBrokenAt < PATIENCE_MILLIS;
        if (broken(peer)
                && !patient
                && peer.media
                && peer.socket != 0
                && peer.seated()
                && room.now >= peer.iceRestartAt) {
            peer.iceRestartAt = room.now + ICE_RESTART_MILLIS;
            room.media(new MediaCommand.RestartSubscribeIce(peer.id));
        }
    }

    /** Removes a peer from the others' screens. */
    private void conceal(Peer peer) {
        if (!peer.tracks.isEmpty()) {
            room.sendOthers(peer, "on-track-remove", Wire.trackChange(peer, peer.tracks.values()));
        }
        if (peer.announced) {
            room.sendOthers(peer, "on-peer-leave", Wire.peerUpdate(peer, true));
            peer.announced = false;
        }
        subscriptions.refresh();
        countsChanged();
    }

    private void reveal(Peer peer) {
        peer.phase = Peer.Phase.JOINED;
        peer.announced = room.realtime(peer);
        if (peer.announced) {
            room.sendOthers(peer, "on-peer-join", Wire.peer(peer));
        }
        subscriptions.refresh();
        countsChanged();
    }

    private void endSessionIfEmpty() {
        boolean empty = room.peers.values().stream().noneMatch(Peer::inside);
        if (empty && !room.sessionId.isEmpty()) {
            room.emit(new Effect.SessionEnded(room.sessionId, room.startedAt, room.now));
            room.sessionId = "";
            room.startedAt = 0;
            room.metadata.clear();
            room.countsChanged = true;
        }
    }

    private void refuse(long socketId, int code, String message) {
        room.emit(new Effect.Send(socketId, Wire.notification("on-error", Wire.error(code, message))));
        closeSocket(socketId, 1000, message);
    }

    private void closeSocket(long socketId, int code, String reason) {
        if (socketId != 0) {
            room.emit(new Effect.CloseSocket(socketId, code, reason));
        }
    }

    /** Why somebody leaves, as a client says it; cut, since it is kept in records. */
    static String reason(JsonNode params, String member, String otherwise) {
        String reason = Json.text(params, member, otherwise);
        if (reason.length() <= MAX_REASON) {
            return reason;
        }
        boolean halved = Character.isHighSurrogate(reason.charAt(MAX_REASON - 1));
        return reason.substring(0, halved ? MAX_REASON - 1 : MAX_REASON);
    }
}
