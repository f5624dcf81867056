package dev.foyer.media.sctp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which TSNs arrived: the cumulative one and the blocks beyond it. TSNs are unwrapped to 64 bits. */
final class ReceivedTsns {
    /** How far beyond the cumulative TSN a chunk may lie; bounds the blocks. */
    static final int WINDOW = 8192;

    private static final int MAX_GAPS = 200;

    private final TreeMap<Long, Long> blocks = new TreeMap<>();
    private long cumulative;

    ReceivedTsns(int initialTsn) {
        cumulative = (initialTsn & 0xFFFF_FFFFL) - 1;
    }

    /** The 64-bit number of {@code tsn}, taken to be within half the number space of the cumulative one. */
    long unwrap(int tsn) {
        return cumulative + (tsn - (int) cumulative);
    }

    long cumulative() {
        return cumulative;
    }

    boolean hasGaps() {
        return !blocks.isEmpty();
    }

    boolean contains(long tsn) {
        if (tsn <= cumulative) {
            return true;
        }
        Map.Entry<Long, Long> block = blocks.floorEntry(tsn);
        return block != null && block.getValue() >= tsn;
    }

    /** Records a TSN that {@link #contains} denies. */
    void add(long tsn) {
        long start = tsn;
        long end = tsn;
        Map.Entry<Long, Long> before = blocks.lowerEntry(tsn);
        if (before != null && before.getValue() == tsn - 1) {
            start = before.getKey();
        }
        Long after = blocks.remove(tsn + 1);
        if (after != null) {
            end = after;
        }
        blocks.put(start, end);
        absorb();
    }

    /** Moves the cumulative TSN forward (RFC 3758 section 3.6). */
    void forward(long tsn) {
        cumulative = Math.max(cumulative, tsn);
        while (!blocks.isEmpty() && blocks.firstEntry().getValue() <= cumulative) {
            blocks.pollFirstEntry();
        }
        absorb();
    }

    private void absorb() {
        while (!blocks.isEmpty() && blocks.firstKey() <= cumulative + 1) {
            cumulative = Math.max(cumulative, blocks.firstEntry().getValue());
            blocks.pollFirstEntry();
        }
    }

    /** The blocks for a SACK, the lowest ones when there are more than fit. */
    List<SackChunk.Gap> gaps() {
        List<SackChunk.Gap> gaps = new ArrayList<>();
        for (Map.Entry<Long, Long> block : blocks.entrySet()) {
            if (gaps.size() == MAX_GAPS) {
                break;
            }
            gaps.add(new SackChunk.Gap((int) (block.getKey() - cumulative), (int) (block.getValue() - cumulative)));
        }
        return gaps;
    }
}
