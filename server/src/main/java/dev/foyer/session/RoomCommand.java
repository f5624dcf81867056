package dev.foyer.session;

import org.jspecify.annotations.Nullable;

/** What can happen to a live room. Commands are values; the owner hands them over one at a time. */
public sealed interface RoomCommand {
    /**
     * A websocket was accepted and its token verified.
     *
     * @param socketId unique for the life of the process, never 0
     * @param peerId the client's own id, the same for preview, join and every reconnect
     * @param credential digest of the auth token: only the same token may take up an existing peer
     * @param role the token's role; used until the peer's role is changed
     * @param pass what a room code brings along; null for a token that was made without one
     */
    record SocketOpened(
            long socketId,
            String peerId,
            String userId,
            String role,
            String credential,
            @Nullable Pass pass,
            Origin origin)
            implements RoomCommand {
        /** With a token that a customer signed. */
        public SocketOpened(long socketId, String peerId, String userId, String role, String credential) {
            this(socketId, peerId, userId, role, credential, null, Origin.SIGNED);
        }
    }

    /** A websocket is gone; {@code code} as the client sent it, 1006 when the connection broke. */
    record SocketClosed(long socketId, int code) implements RoomCommand {}

    /** A text frame. */
    record Frame(long socketId, String text) implements RoomCommand {}

    /** News from the media plane. */
    record Media(MediaEvent event) implements RoomCommand {}

    /** Time has passed. Wanted at least twice a second while anybody is connected. */
    record Tick() implements RoomCommand {}

    /** Room or template have changed, or may have: an equal policy changes nothing. */
    record PolicyChanged(RoomPolicy policy) implements RoomCommand {}

    /** Everybody has to leave. {@code closed} when the room was also disabled, so that previews end too. */
    record EndRoom(String reason, boolean closed) implements RoomCommand {}

    /** Takes one peer out, on behalf of the operator. Unknown peers are ignored. */
    record RemovePeer(String peerId, String reason) implements RoomCommand {}

    /** Takes everybody out who holds this role, on behalf of the operator. */
    record RemoveRole(String role, String reason) implements RoomCommand {}

    /** The operator has shut these people out: who only looks in is turned away, who is in has to leave when {@code inside}. */
    record RemoveGuests(Guests guests, String reason, boolean inside) implements RoomCommand {}

    /** The server stops: everybody's stay ends, and with it the session. */
    record Stop() implements RoomCommand {}

    /**
     * Changes name, metadata text or role of a peer on behalf of the operator; null leaves as is. Nothing is changed when the
     * role is unknown or full, or a text too long.
     */
    record UpdatePeer(
            String peerId,
            @Nullable String name,
            @Nullable String data,
            @Nullable String role) implements RoomCommand {}

    /** A message without a sender; to one peer, to a role, or to everybody when both are null. */
    record Announce(
            String message,
            String type,
            @Nullable String peerId,
            @Nullable String role) implements RoomCommand {}
}
