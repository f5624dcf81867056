package dev.foyer.media.stream;

import dev.foyer.media.wire.RtcpWriter;
import dev.foyer.media.wire.Sequence;
import dev.foyer.media.wire.TransportFeedback;
import java.util.Arrays;

/** Arrival times by transport-wide sequence number on one connection, and the feedback due for them. */
public final class ArrivalLog {
    static final long INTERVAL_NANOS = 100_000_000;
    static final int BATCH = 50;

    private static final int CAPACITY = 2048;
    private static final int LATE = 256;

    private final long[] arrivals = new long[CAPACITY];
    private final long[] window = new long[TransportFeedback.MAX_STATUSES];
    private final TransportFeedback feedback = new TransportFeedback();
    private boolean started;
    private long highest;
    private long next;
    private int pending;
    private int counter;
    private long due = Long.MAX_VALUE;

    /** Notes a packet. */
    public void record(long nowNanos, int sequence) {
        if (!started) {
            restart(Sequence.FIRST_CYCLE | sequence);
        }
        long extended = Sequence.extend(highest, sequence);
        if (Math.abs(extended - highest) > CAPACITY / 2) {
            restart(((highest >>> 16) + 2) << 16 | sequence);
            extended = highest;
        }
        for (long lost = highest + 1; lost < extended; lost++) {
            arrivals[index(lost)] = TransportFeedback.LOST;
        }
        if (extended < highest - LATE) {
            return;
        }
        highest = Math.max(highest, extended);
        // A reordered packet that was reported lost is reported once more, as received.
        next = Math.min(next, extended);
        arrivals[index(extended)] = nowNanos;
        pending++;
        due = Math.min(due, nowNanos + INTERVAL_NANOS);
    }

    private void restart(long sequence) {
        Arrays.fill(arrivals, TransportFeedback.LOST);
        started = true;
        highest = sequence;
        next = sequence;
        pending = 0;
    }

    /** Whether a message should go out now. */
    public boolean isDue(long nowNanos) {
        return pending >= BATCH || nowNanos >= due;
    }

    /** When {@link #isDue} becomes true by time alone. */
    public long nextDue() {
        return due;
    }

    /** Appends one message for what arrived since the last; false when there is nothing to say. Call until false. */
    public boolean write(RtcpWriter writer, long sender, long media) {
        pending = 0;
        due = Long.MAX_VALUE;
        next = Math.max(next, highest - CAPACITY + 1);
        while (next <= highest) {
            int count = (int) Math.min(TransportFeedback.MAX_STATUSES, highest - next + 1);
            for (int i = 0; i < count; i++) {
                window[i] = arrivals[index(next + i)];
            }
            int written = feedback.write(writer, sender, media, next, counter, window, count);
            if (written > 0) {
                next += written;
                counter++;
                return true;
            }
            // Nothing but losses: the next window says enough.
            next += count;
        }
        return false;
    }

    private static int index(long sequence) {
        return (int) sequence & (CAPACITY - 1);
    }
}
