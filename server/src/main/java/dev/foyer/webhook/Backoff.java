package dev.foyer.webhook;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * When to try again. The first three pauses are those of 100ms (1, 3 and 10 s); after them 100ms gives up, here the pauses
 * grow to half an hour until a day has passed. Every pause is stretched or shortened by up to a tenth, so that what failed
 * together does not come back together.
 */
final class Backoff {
    /** How long an event is tried. */
    static final Duration TRYING = Duration.ofHours(24);

    /** Attempts of 100ms: all that replays get, and all that answers get which are fine but not 200. */
    static final int SHORT = 4;

    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(3),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(4),
            Duration.ofMinutes(8),
            Duration.ofMinutes(16),
            Duration.ofMinutes(30));
    private static final double JITTER = 0.1;

    private final RandomGenerator random;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** The pause in milliseconds after so many failures, 1 or more. */
    long pause(int failures) {
        return pause(failures, Duration.ofMinutes(30));
    }

    /** As {@link #pause(int)}, but about {@code most} at most. */
    long pause(int failures, Duration most) {
        long base = PAUSES.get(Math.clamp(failures - 1L, 0, PAUSES.size() - 1)).toMillis();
        long bounded = Math.min(base, most.toMillis());
        return Math.round(bounded * (1 - JITTER + 2 * JITTER * random.nextDouble()));
    }
}
