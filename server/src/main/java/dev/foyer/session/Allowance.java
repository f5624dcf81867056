package dev.foyer.session;

/** A bucket of frames that fills up with time. Far above what the official clients ever send. */
final class Allowance {
    static final int BURST = 400;
    static final int PER_SECOND = 40;

    private double left = BURST;
    private long filledAt;

    /** False when the bucket is empty. */
    boolean take(long nowMillis) {
        if (filledAt != 0) {
            left = Math.min(BURST, left + Math.max(0, nowMillis - filledAt) * PER_SECOND / 1000.0);
        }
        filledAt = nowMillis;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
