package dev.foyer.media.forward;

/** How often one subscription may ask for packets again: a token bucket, and a pause before the same packet is sent twice. */
final class ResendLimit {
    private static final int BURST = 200;
    private static final long NANOS_PER_TOKEN = 2_500_000;
    private static final long SAME_NANOS = 20_000_000;
    private static final int RECENT = 256;

    private final long[] sequences = new long[RECENT];
    private final long[] times = new long[RECENT];
    private int tokens = BURST;
    private long refilled = Long.MIN_VALUE;

    boolean allows(long nowNanos, long sequence) {
        int at = (int) sequence & (RECENT - 1);
        if (sequences[at] == sequence && nowNanos - times[at] < SAME_NANOS) {
            return false;
        }
        refill(nowNanos);
        if (tokens == 0) {
            return false;
        }
        tokens--;
        sequences[at] = sequence;
        times[at] = nowNanos;
        return true;
    }

    private void refill(long nowNanos) {
        if (refilled == Long.MIN_VALUE) {
            refilled = nowNanos;
        }
        long earned = (nowNanos - refilled) / NANOS_PER_TOKEN;
        if (earned > 0) {
            tokens = (int) Math.min(BURST, tokens + earned);
            refilled += earned * NANOS_PER_TOKEN;
        }
    }
}
