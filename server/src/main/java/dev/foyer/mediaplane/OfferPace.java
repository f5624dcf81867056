package dev.foyer.mediaplane;

import java.util.concurrent.TimeUnit;

/**
 * How soon a subscribe offer may follow the last one. Every offer costs the browser work for each of its sections, so where
 * many people come in at once their tracks are gathered; among a few nobody waits.
 */
final class OfferPace {
    private static final long PER_TRACK_NANOS = TimeUnit.MILLISECONDS.toNanos(12);
    private static final long MOST_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    /** Far in the past, but not so far that a sum overflows. */
    private long lastNanos = Long.MIN_VALUE / 4;

    /** When the next offer may go out that names so many tracks; in the past for at once. */
    long earliestNanos(int tracks) {
        return lastNanos + Math.min(MOST_NANOS, tracks * PER_TRACK_NANOS);
    }

    void offered(long nowNanos) {
        lastNanos = nowNanos;
    }
}
