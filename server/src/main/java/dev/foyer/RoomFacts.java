package dev.foyer;

import dev.foyer.kernel.RoomId;
import dev.foyer.room.Rooms;
import dev.foyer.session.Effect;
import dev.foyer.signalling.RoomListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the rest of the server does about the facts of live rooms. */
final class RoomFacts implements RoomListener {
    private static final Logger log = LoggerFactory.getLogger(RoomFacts.class);

    private final Rooms rooms;

    RoomFacts(Rooms rooms) {
        this.rooms = rooms;
    }

    @Override
    public void happened(String roomId, Effect fact) {
        switch (fact) {
            case Effect.SessionStarted started ->
                log.atInfo()
                        .addKeyValue("room", roomId)
                        .addKeyValue("session", started.sessionId())
                        .log("session started");
            case Effect.SessionEnded ended ->
                log.atInfo()
                        .addKeyValue("room", roomId)
                        .addKeyValue("session", ended.sessionId())
                        .addKeyValue("seconds", (ended.endedAt() - ended.startedAt()) / 1000)
                        .log("session ended");
            case Effect.PeerJoined joined ->
                log.atInfo()
                        .addKeyValue("room", roomId)
                        .addKeyValue("peer", joined.peerId())
                        .addKeyValue("role", joined.role())
                        .log("peer joined");
            // The reason stays out: it is text that a client may have made up.
            case Effect.PeerLeft left ->
                log.atInfo()
                        .addKeyValue("room", roomId)
                        .addKeyValue("peer", left.peerId())
                        .addKeyValue("seconds", (left.leftAt() - left.joinedAt()) / 1000)
                        .log("peer left");
            // The room's owner must not wait for the database.
            case Effect.DisableRoom lock ->
                Thread.ofVirtual().name("lock-" + roomId).start(() -> lock(roomId));
            default -> {}
        }
    }

    private void lock(String roomId) {
        RoomId id = new RoomId(roomId);
        rooms.find(id).ifPresent(room -> rooms.enable(room.workspaceId(), id, false));
        log.atInfo().addKeyValue("room", roomId).log("room locked by its moderator");
    }
}
