package dev.foyer.media.stream;

/**
 * When to ask a publisher for a key frame (RFC 4585 §6.3.1). However many ask, one request goes out in a window; one that is
 * open is repeated until a key frame comes, ever more rarely when none does.
 */
public final class KeyFrameRequests {
    public static final long WINDOW_NANOS = 500_000_000;

    private static final int PATIENT_AFTER = 8;

    private boolean open;
    private boolean sentBefore;
    private long lastSent;
    private int repeats;

    /** Somebody needs a key frame. */
    public void request() {
        open = true;
        repeats = 0;
    }

    /** A key frame began to arrive. */
    public void satisfied() {
        open = false;
    }

    /** Whether a request goes out now; counts it as sent. */
    public boolean take(long nowNanos) {
        if (!open || nowNanos < nextDue()) {
            return false;
        }
        sentBefore = true;
        lastSent = nowNanos;
        repeats++;
        return true;
    }

    /** When the next request is due: in the past for at once, {@link Long#MAX_VALUE} for never. */
    public long nextDue() {
        if (!open) {
            return Long.MAX_VALUE;
        }
        if (!sentBefore) {
            return Long.MIN_VALUE;
        }
        return lastSent + (repeats > PATIENT_AFTER ? 4 * WINDOW_NANOS : WINDOW_NANOS);
    }
}
