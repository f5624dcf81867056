package dev.foyer.media.sctp;

import java.nio.ByteBuffer;

/** The orderly end of an association (RFC 9260 section 9.2). */
final class Teardown {
    private static final int MAX_RETRANSMITS = 5;

    private State state = State.OPEN;
    private boolean sendNow;
    private int retransmits;
    private long timeout = Long.MAX_VALUE;

    private enum State {
        OPEN,
        PENDING,
        SENT,
        RECEIVED,
        ACK_SENT
    }

    /** We want to end: wait for outstanding data, then SHUTDOWN. */
    void begin() {
        if (state == State.OPEN) {
            state = State.PENDING;
        }
    }

    boolean maySendData() {
        return state == State.OPEN || state == State.PENDING || state == State.RECEIVED;
    }

    boolean mayReceive() {
        return state != State.RECEIVED && state != State.ACK_SENT;
    }

    /** Handles a SHUTDOWN, SHUTDOWN ACK or SHUTDOWN COMPLETE; true when the association is over. */
    boolean handle(int chunkType) {
        return switch (chunkType) {
            case Chunk.SHUTDOWN -> {
                if (state == State.SENT) {
                    become(State.ACK_SENT);
                } else if (state == State.OPEN || state == State.PENDING) {
                    state = State.RECEIVED;
                } else if (state == State.ACK_SENT) {
                    sendNow = true;
                }
                yield false;
            }
            case Chunk.SHUTDOWN_ACK -> state == State.SENT || state == State.ACK_SENT;
            default -> state == State.ACK_SENT;
        };
    }

    private void become(State next) {
        state = next;
        retransmits = 0;
        sendNow = true;
    }

    /** Adds the SHUTDOWN or SHUTDOWN ACK that is due; {@code idle} when all our data is acknowledged. */
    void fill(long nowNanos, PacketBuilder packet, boolean idle, int cumulativeTsn, long rto) {
        if (idle && state == State.PENDING) {
            become(State.SENT);
        } else if (idle && state == State.RECEIVED) {
            become(State.ACK_SENT);
        }
        byte[] body = ByteBuffer.allocate(4).putInt(cumulativeTsn).array();
        Chunk due = state == State.ACK_SENT ? Chunk.bare(Chunk.SHUTDOWN_ACK) : new Chunk(Chunk.SHUTDOWN, 0, body);
        if (sendNow && packet.add(due)) {
            sendNow = false;
            timeout = nowNanos + rto;
        }
    }

    long nextTimeout() {
        return timeout;
    }

    boolean onTimeout(long nowNanos) {
        if (nowNanos < timeout || sendNow) {
            return true;
        }
        sendNow = true;
        timeout = nowNanos + 1;
        return ++retransmits <= MAX_RETRANSMITS;
    }
}
