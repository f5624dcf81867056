package dev.foyer.media.stream;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** Where packet histories get their memory. Called when tracks come and go, never for a packet. */
public interface SlotPool {
    /** {@code bytes} of memory, or null when the budget is spent: the track is then forwarded without repair. */
    @Nullable
    MemorySegment acquire(long bytes);

    /** Takes back what {@link #acquire} gave. */
    void release(MemorySegment memory);
}
