package dev.foyer.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Which page is wanted.
 *
 * @param limit 10 to 100
 * @param start the {@code last} of the page before, exclusive; null for the first page
 */
public record PageRequest(int limit, @Nullable String start) {
    private static final int MIN = 10;
    private static final int MAX = 100;

    /** Clamps the limit: the official SDK stops early when it is refused, and reads on when it is clamped. */
    public PageRequest {
        limit = Math.clamp(limit, MIN, MAX);
        start = start == null || start.isEmpty() ? null : start;
    }
}
