package dev.foyer.media.sctp;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** DATA (RFC 9260 section 3.3.1): one message or a fragment of one. */
@SuppressWarnings("ArrayRecordComponent") // never compared, only carried
record DataChunk(int tsn, int stream, int ssn, int ppid, int flags, byte[] payload) {
    static final int END = 1;
    static final int BEGIN = 2;
    static final int UNORDERED = 4;
    static final int IMMEDIATE = 8;
    static final int FIXED = 12;

    /** Most user bytes in one of our chunks, a multiple of four so that full fragments need no padding. */
    static final int MAX_PAYLOAD = (Packet.MAX_BYTES - Packet.HEADER - Chunk.HEADER - FIXED) & ~3;

    /** Null when the chunk is too short or has no user data. */
    static @Nullable DataChunk parse(Chunk chunk) {
        byte[] body = chunk.body();
        if (body.length <= FIXED) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(body);
        byte[] payload = new byte[body.length - FIXED];
        in.get(FIXED, payload);
        int ssn = in.getShort(6) & 0xFFFF;
        return new DataChunk(in.getInt(0), in.getShort(4) & 0xFFFF, ssn, in.getInt(8), chunk.flags(), payload);
    }

    Chunk toChunk() {
        ByteBuffer out = ByteBuffer.allocate(FIXED + payload.length);
        out.putInt(tsn)
                .putShort((short) stream)
                .putShort((short) ssn)
                .putInt(ppid)
                .put(payload);
        return new Chunk(Chunk.DATA, flags, out.array());
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }
}
