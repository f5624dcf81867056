package dev.foyer.media.stream;

/**
 * The packets of one stream that are missing, and when to ask for them (RFC 4585 §6.2.1). Bounded in every direction: missing
 * packets, tries for each, age, and requests in a second.
 */
public final class GapTracker {
    static final int CAPACITY = 256;
    static final int MAX_TRIES = 10;

    private static final long MILLI = 1_000_000;
    private static final long REORDER_NANOS = 10 * MILLI;
    private static final long MAX_AGE_NANOS = 1_000 * MILLI;
    private static final int REQUESTS_IN_SECOND = 600;

    private final long[] sequences = new long[CAPACITY];
    private final long[] since = new long[CAPACITY];
    private final long[] due = new long[CAPACITY];
    private final long[] asked = new long[CAPACITY];
    private final int[] tries = new int[CAPACITY];
    private int size;
    private long retryNanos = 100 * MILLI;
    private long windowStart;
    private int inWindow;

    /**
     * Notes that the packets from {@code from} up to but not including {@code to} are missing; false when that is more than can
     * be repaired (all is forgotten then and the decoder needs a fresh start).
     */
    public boolean missing(long nowNanos, long from, long to) {
        if (to - from > CAPACITY - size) {
            clear();
            return false;
        }
        for (long sequence = from; sequence < to; sequence++) {
            sequences[size] = sequence;
            since[size] = nowNanos;
            due[size] = nowNanos + REORDER_NANOS;
            asked[size] = 0;
            tries[size++] = 0;
        }
        return true;
    }

    /** Notes that a missing packet came after all. */
    public void arrived(long nowNanos, long sequence) {
        for (int i = 0; i < size; i++) {
            if (sequences[i] == sequence) {
                if (tries[i] == 1) {
                    long sample = Math.clamp(nowNanos - asked[i], 40 * MILLI, 160 * MILLI);
                    retryNanos = Math.clamp((3 * retryNanos + sample) / 4, 50 * MILLI, 150 * MILLI);
                }
                remove(i);
                return;
            }
        }
    }

    /** Fills {@code out} with the numbers to ask for now, ascending, and returns how many. Gives up on hopeless ones. */
    public int collect(long nowNanos, long[] out) {
        if (nowNanos - windowStart >= 1_000 * MILLI) {
            windowStart = nowNanos;
            inWindow = 0;
        }
        int count = 0;
        int i = 0;
        while (i < size) {
            if ((tries[i] >= MAX_TRIES && due[i] <= nowNanos) || nowNanos - since[i] > MAX_AGE_NANOS) {
                remove(i);
                continue;
            }
            if (due[i] <= nowNanos && count < out.length) {
                due[i] = nowNanos + retryNanos;
                if (inWindow < REQUESTS_IN_SECOND) {
                    inWindow++;
                    tries[i]++;
                    asked[i] = nowNanos;
                    out[count++] = sequences[i];
                }
            }
            i++;
        }
        return count;
    }

    /** When {@link #collect} has something to do next; {@link Long#MAX_VALUE} when nothing is missing. */
    public long nextDue() {
        long next = Long.MAX_VALUE;
        for (int i = 0; i < size; i++) {
            next = Math.min(next, due[i]);
        }
        return next;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public void clear() {
        size = 0;
    }

    private void remove(int at) {
        int rest = --size - at;
        if (rest > 0) {
            System.arraycopy(sequences, at + 1, sequences, at, rest);
            System.arraycopy(since, at + 1, since, at, rest);
            System.arraycopy(due, at + 1, due, at, rest);
            System.arraycopy(asked, at + 1, asked, at, rest);
            System.arraycopy(tries, at + 1, tries, at, rest);
        }
    }
}
