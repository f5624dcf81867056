package dev.foyer.media.sctp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** FORWARD TSN (RFC 3758 section 3.2): the peer gave up on everything up to {@code newCumulativeTsn}. */
record ForwardTsnChunk(int newCumulativeTsn, List<Skip> skips) {
    /** Highest stream sequence number given up on an ordered stream. */
    record Skip(int stream, int ssn) {}

    static @Nullable ForwardTsnChunk parse(Chunk chunk) {
        byte[] body = chunk.body();
        if (body.length < 4 || body.length % 4 != 0) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(body);
        int tsn = in.getInt();
        List<Skip> skips = new ArrayList<>();
        while (in.hasRemaining()) {
            skips.add(new Skip(in.getShort() & 0xFFFF, in.getShort() & 0xFFFF));
        }
        return new ForwardTsnChunk(tsn, skips);
    }

    Chunk toChunk() {
        ByteBuffer out = ByteBuffer.allocate(4 + 4 * skips.size());
        out.putInt(newCumulativeTsn);
        skips.forEach(skip -> out.putShort((short) skip.stream()).putShort((short) skip.ssn()));
        return new Chunk(Chunk.FORWARD_TSN, 0, out.array());
    }
}
