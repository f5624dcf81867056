package dev.foyer.gate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A switch as it was set last.
 *
 * @param sendOut whether people inside had to leave when it last went off
 * @param epoch of the workspace when it last went off: tokens of an older epoch are refused, also once it is on again
 * @param reopensAt when it goes on by itself; null for never
 */
public record Switch(
        SwitchTarget target,
        boolean off,
        boolean sendOut,
        long epoch,
        String reason,
        @Nullable Instant reopensAt,
        Instant changedAt) {
    /** Whether it is off now: the time of going on counts, not whether anybody has noticed it. */
    public boolean shut(Instant now) {
        return off && (reopensAt == null || now.isBefore(reopensAt));
    }

    boolean due(Instant now) {
        return off && !shut(now);
    }

    Switch turnedOn(Instant now) {
        return new Switch(target, false, sendOut, epoch, "", null, now);
    }
}
