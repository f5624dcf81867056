package dev.foyer.media.sctp;

import java.nio.ByteBuffer;
import java.util.List;

/** One chunk as it lies in a packet: type, flags and the value without header and padding (RFC 9260 section 3.2). */
@SuppressWarnings("ArrayRecordComponent") // never compared, only carried
record Chunk(int type, int flags, byte[] body) {
    static final int HEADER = 4;
    static final byte[] EMPTY = {};

    private static final int UNRECOGNIZED_CHUNK = 6;

    static final int DATA = 0;
    static final int INIT = 1;
    static final int INIT_ACK = 2;
    static final int SACK = 3;
    static final int HEARTBEAT = 4;
    static final int HEARTBEAT_ACK = 5;
    static final int ABORT = 6;
    static final int SHUTDOWN = 7;
    static final int SHUTDOWN_ACK = 8;
    static final int ERROR = 9;
    static final int COOKIE_ECHO = 10;
    static final int COOKIE_ACK = 11;
    static final int SHUTDOWN_COMPLETE = 14;
    static final int RE_CONFIG = 130;
    static final int FORWARD_TSN = 192;

    /** A chunk that is a header only. */
    static Chunk bare(int type) {
        return new Chunk(type, 0, EMPTY);
    }

    /** Bytes the chunk takes in a packet, padding included. */
    int paddedLength() {
        return (HEADER + body.length + 3) & ~3;
    }

    /** The ERROR that tells the peer that we do not know this chunk, with its first bytes (RFC 9260 section 3.3.10.6). */
    Chunk unrecognizedReport() {
        byte[] head = new byte[Math.min(64, HEADER + body.length)];
        ByteBuffer out = ByteBuffer.wrap(head);
        out.put((byte) type).put((byte) flags).putShort((short) (HEADER + body.length));
        out.put(body, 0, head.length - HEADER);
        return new Chunk(ERROR, 0, Parameter.encodeAll(List.of(new Parameter(UNRECOGNIZED_CHUNK, head))));
    }
}
