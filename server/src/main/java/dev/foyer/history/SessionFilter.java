package dev.foyer.history;

import dev.foyer.kernel.RoomId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which sessions to list; null means any. Times are of the start, both inclusive. */
public record SessionFilter(
        @Nullable RoomId roomId,
        @Nullable Boolean active,
        @Nullable Instant after,
        @Nullable Instant before) {}
