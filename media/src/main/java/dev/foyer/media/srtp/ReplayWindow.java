package dev.foyer.media.srtp;

import java.util.Arrays;

/**
 * Which of the last {@value #SIZE} packet indexes were seen (RFC 3711 §3.3.2). It is wider than the 64 that the RFC asks
 * for, because at high rates a retransmission on the same SSRC arrives hundreds of packets late.
 */
final class ReplayWindow {
    static final int SIZE = 1024;

    private static final int WORD = 64;

    private final long[] bits = new long[SIZE / WORD];
    private long highest = -1;

    /** The highest index seen, -1 before the first. */
    long highest() {
        return highest;
    }

    /** True when {@code index} is neither seen nor too old. */
    boolean isFresh(long index) {
        if (index > highest) {
            return true;
        }
        return index >= 0 && highest - index < SIZE && (bits[word(index)] & bit(index)) == 0;
    }

    /** Marks {@code index}, which is fresh, as seen. */
    void mark(long index) {
        if (index > highest) {
            clear(index);
            highest = index;
        }
        bits[word(index)] |= bit(index);
    }

    private void clear(long upTo) {
        if (highest < 0 || upTo - highest >= SIZE) {
            Arrays.fill(bits, 0);
            return;
        }
        for (long i = highest + 1; i <= upTo; i++) {
            bits[word(i)] &= ~bit(i);
        }
    }

    private static int word(long index) {
        return (int) (index & (SIZE - 1)) / WORD;
    }

    private static long bit(long index) {
        return 1L << (index & (WORD - 1));
    }
}
