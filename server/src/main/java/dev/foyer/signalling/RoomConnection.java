package dev.foyer.signalling;

import dev.foyer.session.RoomCommand;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The receiving half of a websocket that was let into a room. */
public final class RoomConnection {
    /** So many frames of one client may wait; a client that sends faster is slowed down by its own reading. */
    private static final int MAX_WAITING = 128;

    private static final int PATIENCE_SECONDS = 5;

    private final RoomOwner owner;
    private final long socketId;
    private final Outbox outbox;
    private final Semaphore waiting = new Semaphore(MAX_WAITING);

    RoomConnection(RoomOwner owner, long socketId, Outbox outbox) {
        this.owner = owner;
        this.socketId = socketId;
        this.outbox = outbox;
    }

    /** Hands a frame to the room; waits while too many of this client are unread, and gives the socket up in the end. */
    public void frame(String text) throws InterruptedException {
        if (waiting.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            owner.post(new RoomCommand.Frame(socketId, text), waiting::release);
        } else {
            outbox.close(1008, "too many messages");
        }
    }

    /** The socket is gone; {@code code} 1006 when the client sent none. */
    public void closed(int code) {
        owner.disconnected(socketId, code);
    }
}
