package dev.foyer.media.sctp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SACK (RFC 9260 section 3.3.4); gap offsets are relative to the cumulative TSN. */
record SackChunk(int cumulativeTsn, long window, List<Gap> gaps, List<Integer> duplicates) {
    static final int FIXED = 12;

    /** Received block, both ends inclusive, offsets 1 to 65535. */
    record Gap(int start, int end) {}

    static @Nullable SackChunk parse(Chunk chunk) {
        byte[] body = chunk.body();
        if (body.length < FIXED) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(body);
        int tsn = in.getInt();
        long window = in.getInt() & 0xFFFF_FFFFL;
        int gapCount = in.getShort() & 0xFFFF;
        int duplicateCount = in.getShort() & 0xFFFF;
        if (in.remaining() < 4 * (gapCount + duplicateCount)) {
            return null;
        }
        List<Gap> gaps = new ArrayList<>();
        for (int i = 0; i < gapCount; i++) {
            gaps.add(new Gap(in.getShort() & 0xFFFF, in.getShort() & 0xFFFF));
        }
        List<Integer> duplicates = new ArrayList<>();
        for (int i = 0; i < duplicateCount; i++) {
            duplicates.add(in.getInt());
        }
        return new SackChunk(tsn, window, gaps, duplicates);
    }

    Chunk toChunk() {
        ByteBuffer out = ByteBuffer.allocate(FIXED + 4 * (gaps.size() + duplicates.size()));
        out.putInt(cumulativeTsn).putInt((int) window);
        out.putShort((short) gaps.size()).putShort((short) duplicates.size());
        gaps.forEach(gap -> out.putShort((short) gap.start()).putShort((short) gap.end()));
        duplicates.forEach(out::putInt);
        return new Chunk(Chunk.SACK, 0, out.array());
    }
}
