package dev.foyer.session;

import org.jspecify.annotations.Nullable;

/** What a live room wants done. Carried out by the owner in this order. */
public sealed interface Effect {
    /** A text frame for one socket. */
    record Send(long socketId, String json) implements Effect {}

    /** Closes a socket after everything sent to it; its {@link RoomCommand.SocketClosed} is not waited for. */
    record CloseSocket(long socketId, int code, String reason) implements Effect {}

    /** A command for the media plane. */
    record ToMedia(MediaCommand command) implements Effect {}

    /** A moderator ended the room and locked it: nobody may join again. */
    record DisableRoom(String reason) implements Effect {}

    /** The first peer has joined. Times are epoch milliseconds. */
    record SessionStarted(String sessionId, long startedAt) implements Effect {}

    /** The last peer has left. */
    record SessionEnded(String sessionId, long startedAt, long endedAt) implements Effect {}

    /** A peer is in the room; previews never appear here. {@code pass} is null when it came without a room code. */
    record PeerJoined(
            String sessionId,
            String peerId,
            String userId,
            String name,
            String role,
            long joinedAt,
            @Nullable Pass pass)
            implements Effect {
        public PeerJoined(String sessionId, String peerId, String userId, String name, String role, long joinedAt) {
            this(sessionId, peerId, userId, name, role, joinedAt, null);
        }

        /** The room code that it came by. */
        public @Nullable String codeId() {
            return pass == null ? null : pass.codeId();
        }
    }

    /** A peer is out of the room for good. {@code pass} as when it joined. */
    record PeerLeft(
            String sessionId,
            String peerId,
            String userId,
            String name,
            String role,
            long joinedAt,
            long leftAt,
            String reason,
            @Nullable Pass pass)
            implements Effect {
        public PeerLeft(
                String sessionId,
                String peerId,
                String userId,
                String name,
                String role,
                long joinedAt,
                long leftAt,
                String reason) {
            this(sessionId, peerId, userId, name, role, joinedAt, leftAt, reason, null);
        }

        /** The room code that it came by. */
        public @Nullable String codeId() {
            return pass == null ? null : pass.codeId();
        }
    }

    /** A peer has another role; {@code requestedBy} is a peer, or empty for the operator. */
    record RoleChanged(String sessionId, String peerId, String userId, String from, String to, String requestedBy)
            implements Effect {}

    /** A peer was to get another role and did not. */
    record RoleChangeRefused(String sessionId, String peerId, String role, String requestedBy, String message)
            implements Effect {}

    /** Name and metadata text of a peer: told before it is {@link PeerJoined}, and when they change while it is inside. */
    record PeerDescribed(String peerId, String name, String data) implements Effect {}

    /** Somebody may not come in. Told once for each place in the room, however often a client tries. */
    record JoinRefused(String peerId, String userId, String name, String data, String role, String message)
            implements Effect {}

    /** A peer was told to leave, by a peer or, when {@code requestedBy} is empty, by the operator. It leaves soon. */
    record PeerExpelled(String peerId, String reason, String requestedBy, boolean roomEnd) implements Effect {}

    /** Everybody was told to leave, by a peer or, when {@code peerId} is empty, by the operator. */
    record RoomEnded(String sessionId, String peerId, String reason, boolean locked) implements Effect {}

    /** What happened to a track. */
    enum TrackChange {
        ADDED,
        UPDATED,
        REMOVED
    }

    /** A peer inside has begun, changed or ended a track. */
    record TrackChanged(String sessionId, String peerId, TrackChange change, RoomView.TrackView track)
            implements Effect {}

    /** A client told that something failed on its side; {@code name} is the client's word for it. */
    record ClientFailed(String peerId, String userId, String role, String name, ClientFailure failure)
            implements Effect {}
}
