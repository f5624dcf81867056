package dev.foyer.mediaplane;

/** Measures the turns of one loop; one owner. */
final class TurnMeter {
    private long turns;
    private long busyNanos;
    private long maxNanos;

    void turn(long nanos) {
        turns++;
        busyNanos += nanos;
        maxNanos = Math.max(maxNanos, nanos);
    }

    long turns() {
        return turns;
    }

    long busyNanos() {
        return busyNanos;
    }

    /** The longest turn since the last call. */
    long takeMaxNanos() {
        long max = maxNanos;
        maxNanos = 0;
        return max;
    }
}
