package dev.foyer.media.stream;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Off-heap history memory under a fixed budget; blocks are kept for reuse. Safe to share between rooms and threads. */
public final class OffHeapSlots implements SlotPool {
    private final List<MemorySegment> free = new ArrayList<>();
    private long left;

    /** {@code budget}: bytes that may ever be taken from the system. */
    public OffHeapSlots(long budget) {
        left = budget;
    }

    @Override
    public synchronized @Nullable MemorySegment acquire(long bytes) {
        for (int i = 0; i < free.size(); i++) {
            if (free.get(i).byteSize() == bytes) {
                return free.remove(i);
            }
        }
        if (left < bytes) {
            return null;
        }
        left -= bytes;
        return Arena.global().allocate(bytes, 64);
    }

    @Override
    public synchronized void release(MemorySegment memory) {
        free.add(memory);
    }
}
