package dev.foyer.media.forward;

/**
 * How a source's numbering became a subscription's: spans of source sequence numbers, each with its offsets. A span ends where
 * forwarding paused or a padding packet was left out, so what was sent can be found again from either side, while what was never
 * meant for this subscription is not.
 */
final class SendMap {
    private static final int SPANS = 16;

    private final long[] from = new long[SPANS];
    private final long[] end = new long[SPANS];
    private final long[] offset = new long[SPANS];
    private final long[] timestamp = new long[SPANS];
    private final int[] picture = new int[SPANS];
    private final int[] tl0 = new int[SPANS];
    private int newest = -1;
    private int size;

    /** Starts a span at {@code source}, which goes out as {@code out}; the one before ends at {@code lastSent}. */
    void begin(long source, long out, long timestampOffset, int pictureOffset, int tl0Offset, long lastSent) {
        if (size > 0) {
            end[newest] = Math.min(end[newest], lastSent);
        }
        newest = (newest + 1) % SPANS;
        size = Math.min(SPANS, size + 1);
        from[newest] = source;
        end[newest] = Long.MAX_VALUE;
        offset[newest] = out - source;
        timestamp[newest] = timestampOffset;
        picture[newest] = pictureOffset;
        tl0[newest] = tl0Offset;
    }

    /** Forgets everything before the newest span: the source numbers anew. */
    void clear() {
        size = 0;
        newest = -1;
    }

    /** Leaves out {@code source}, the newest packet: the numbers after it close up. */
    void skip(long source) {
        if (from[newest] == source) {
            from[newest]++;
            offset[newest]--;
        } else {
            begin(source + 1, source + offset[newest], timestamp[newest], picture[newest], tl0[newest], source - 1);
        }
    }

    /** The span of a source sequence number, or -1. */
    int bySource(long source) {
        for (int i = 0; i < size; i++) {
            int span = (newest - i + SPANS) % SPANS;
            if (source >= from[span]) {
                return source <= end[span] ? span : -1;
            }
        }
        return -1;
    }

    /** The span of a number that went out, or -1. */
    int byOut(long out) {
        for (int i = 0; i < size; i++) {
            int span = (newest - i + SPANS) % SPANS;
            long source = out - offset[span];
            if (source >= from[span] && source <= end[span]) {
                return span;
            }
        }
        return -1;
    }

    int newest() {
        return newest;
    }

    long offset(int span) {
        return offset[span];
    }

    long timestampOffset(int span) {
        return timestamp[span];
    }

    int pictureOffset(int span) {
        return picture[span];
    }

    int tl0Offset(int span) {
        return tl0[span];
    }
}
