package dev.foyer.media.stream;

import dev.foyer.media.wire.RtcpWriter;
import dev.foyer.media.wire.Sequence;

/** What arrived of one stream: extended sequence numbers, loss and jitter (RFC 3550 §6.4.1, appendix A) for receiver reports. */
public final class Reception {
    /** A jump of this many packets is taken for a restart of the numbering, when the next packet confirms it. */
    static final int MAX_JUMP = 3000;

    private final int clockRate;
    private boolean started;
    private long base;
    private long highest;
    private long received;
    private long expectedBefore;
    private long receivedBefore;
    private int expectedNext = -1;
    private boolean restarted;
    private double jitter;
    private long lastTransit;
    private boolean hasTransit;
    private long reportNtp;
    private long reportTimestamp;
    private long reportArrival;
    private boolean hasReport;

    public Reception(int clockRate) {
        this.clockRate = clockRate;
    }

    /**
     * Extends a sequence number and moves the highest one; -1 for a packet that does not belong to the current numbering.
     * {@link #restarted} tells whether numbering began anew with this packet.
     */
    public long extend(int sequence, boolean recovered) {
        restarted = false;
        if (!started) {
            started = true;
            base = Sequence.FIRST_CYCLE | sequence;
            highest = base;
            return base;
        }
        long extended = Sequence.extend(highest, sequence);
        if (Math.abs(extended - highest) >= MAX_JUMP) {
            return recovered ? -1 : jump(sequence);
        }
        if (extended > highest) {
            highest = extended;
        }
        return extended;
    }

    private long jump(int sequence) {
        if (sequence != expectedNext) {
            expectedNext = Sequence.next(sequence);
            return -1;
        }
        expectedNext = -1;
        restarted = true;
        // Two cycles on: no number of the old numbering can be mistaken for one of the new.
        highest = ((highest >>> 16) + 2) << 16 | sequence;
        base = highest;
        received = 0;
        receivedBefore = 0;
        expectedBefore = 0;
        hasTransit = false;
        return highest;
    }

    /** Counts a packet that was not a duplicate. Reports speak of the path, so what came on the RTX stream stays lost in them. */
    public void count(long nowNanos, long timestamp, boolean recovered) {
        if (recovered) {
            return;
        }
        received++;
        long arrival = (long) (nowNanos * (clockRate / 1e9));
        long transit = arrival - timestamp;
        if (hasTransit) {
            int difference = Math.abs((int) (transit - lastTransit));
            jitter += (difference - jitter) / 16;
        }
        lastTransit = transit;
        hasTransit = true;
    }

    public void senderReport(long nowNanos, long ntp, long timestamp) {
        reportNtp = ntp;
        reportTimestamp = timestamp;
        reportArrival = nowNanos;
        hasReport = true;
    }

    /** Appends a report block on {@code ssrc}; fraction lost counts from the block before. */
    public void report(long nowNanos, long ssrc, RtcpWriter writer) {
        long expected = highest - base + 1;
        long interval = expected - expectedBefore;
        long lost = interval - (received - receivedBefore);
        expectedBefore = expected;
        receivedBefore = received;
        int fraction = interval <= 0 || lost <= 0 ? 0 : (int) Math.min(255, (lost << 8) / interval);
        long last = hasReport ? reportNtp >>> 16 & 0xFFFF_FFFFL : 0;
        long delay = hasReport ? (long) ((nowNanos - reportArrival) * (65_536 / 1e9)) : 0;
        // The highest number on the wire counts cycles from zero; ours start at one.
        long wire = highest - Sequence.FIRST_CYCLE & 0xFFFF_FFFFL;
        writer.block(ssrc, fraction, expected - received, wire, (long) jitter, last, delay);
    }

    public boolean isStarted() {
        return started;
    }

    /** Whether the last call of {@link #extend} began a new numbering. */
    public boolean restarted() {
        return restarted;
    }

    /** Highest extended sequence number. */
    public long highest() {
        return highest;
    }

    /** Whether the sender's clock is known. */
    public boolean hasSenderReport() {
        return hasReport;
    }

    /** The sender's NTP time (32.32 fixed point) at {@code nowNanos}. */
    public long ntpAt(long nowNanos) {
        long elapsed = nowNanos - reportArrival;
        long seconds = Math.floorDiv(elapsed, 1_000_000_000L);
        long rest = Math.floorMod(elapsed, 1_000_000_000L);
        return reportNtp + (seconds << 32) + (rest << 32) / 1_000_000_000L;
    }

    /** The sender's RTP timestamp at {@code nowNanos}; the low 32 bits count. */
    public long timestampAt(long nowNanos) {
        return reportTimestamp + Math.round((nowNanos - reportArrival) * (clockRate / 1e9));
    }
}
