package dev.foyer.room;

import dev.foyer.kernel.TemplateId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which rooms to list; null means any. Times are of creation, both inclusive. */
public record RoomFilter(
        @Nullable Boolean enabled,
        @Nullable String name,
        @Nullable TemplateId templateId,
        @Nullable Instant after,
        @Nullable Instant before) {}
