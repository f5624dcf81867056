package dev.foyer.media.sctp;

/** Retransmission timeout from round trip samples (RFC 9260 section 6.3.1), nanoseconds. */
final class RtoEstimator {
    private static final long INITIAL = 1_000_000_000L;
    private static final long MIN = 200_000_000L;
    /** Short, so that talk goes on soon after an outage and on a path where several packets in a row are lost. */
    private static final long MAX = 3_000_000_000L;
    /** The peer may hold an acknowledgement back for 200 ms; a smaller margin would retransmit in vain. */
    private static final long MIN_MARGIN = 220_000_000L;

    private long smoothed;
    private long variation;
    private long rto = INITIAL;

    void sample(long rttNanos) {
        if (rttNanos < 0) {
            return;
        }
        if (smoothed == 0) {
            smoothed = rttNanos;
            variation = rttNanos / 2;
        } else {
            variation += (Math.abs(smoothed - rttNanos) - variation) / 4;
            smoothed += (rttNanos - smoothed) / 8;
        }
        rto = Math.clamp(smoothed + Math.max(4 * variation, MIN_MARGIN), MIN, MAX);
    }

    void backOff() {
        rto = Math.min(MAX, rto * 2);
    }

    long rto() {
        return rto;
    }

    long smoothed() {
        return smoothed;
    }
}
