package dev.foyer.media.stream;

import dev.foyer.media.wire.PacketBuffer;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The last packets of one published stream, in plaintext and stored once for all subscribers. Also what tells duplicates: that
 * works even when there was no memory for the packets themselves.
 */
public final class PacketHistory {
    /** Bytes kept for a packet; longer ones do not come over a 1500-byte path. */
    public static final int SLOT = 1536;

    private final SlotPool pool;
    private final long[] sequences;
    private final PacketBuffer[] slots;
    private @Nullable MemorySegment memory;

    /** {@code capacity}: packets, a power of two. */
    public PacketHistory(SlotPool pool, int capacity) {
        this.pool = pool;
        sequences = new long[capacity];
        memory = pool.acquire((long) capacity * SLOT);
        slots = new PacketBuffer[memory == null ? 0 : capacity];
        for (int i = 0; memory != null && i < capacity; i++) {
            slots[i] = new PacketBuffer(memory.asSlice((long) i * SLOT, SLOT));
        }
        Arrays.fill(sequences, -1);
    }

    public int capacity() {
        return sequences.length;
    }

    /** Whether this packet was stored already, or its place belongs to a later one. */
    public boolean isKnown(long sequence) {
        return sequences[index(sequence)] >= sequence;
    }

    /** Stores a copy; the caller has asked {@link #isKnown} before. The packet is at most {@link #SLOT} bytes long. */
    public void store(long sequence, PacketBuffer packet) {
        int index = index(sequence);
        sequences[index] = sequence;
        if (slots.length > 0) {
            slots[index].set(packet);
        }
    }

    /** The stored packet, or null. */
    public @Nullable PacketBuffer find(long sequence) {
        int index = index(sequence);
        return slots.length > 0 && sequences[index] == sequence ? slots[index] : null;
    }

    /** Gives the memory back; nothing is found any more. */
    public void release() {
        Arrays.fill(sequences, -1);
        MemorySegment held = memory;
        if (held != null) {
            memory = null;
            pool.release(held);
        }
    }

    private int index(long sequence) {
        return (int) sequence & (sequences.length - 1);
    }
}
