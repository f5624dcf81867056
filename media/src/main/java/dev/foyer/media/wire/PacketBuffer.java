package dev.foyer.media.wire;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * One packet slot: a window of fixed capacity on memory that the rim owns (off-heap in production), and the length of the
 * datagram in it. Multi-byte access is big-endian, the order of every protocol here. Not thread-safe: one owner at a time.
 */
public final class PacketBuffer {
    /** Bytes in a slot; more than any datagram that a 1500-byte path carries, with room for SRTP's trailer. */
    public static final int CAPACITY = 2048;

    private static final ValueLayout.OfShort U16 = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt U32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong U64 = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final MemorySegment memory;
    private int length;

    /** Wraps a slot of at least one byte; {@code memory.byteSize()} is the capacity. */
    public PacketBuffer(MemorySegment memory) {
        this.memory = memory;
    }

    /** A slot on the heap, for tests and for messages that are not on the hot path. */
    public static PacketBuffer onHeap() {
        return new PacketBuffer(MemorySegment.ofArray(new byte[CAPACITY]));
    }

    /** A heap slot holding a copy of {@code bytes} (at most {@link #CAPACITY}). */
    public static PacketBuffer of(byte[] bytes) {
        PacketBuffer buffer = onHeap();
        buffer.set(bytes, 0, bytes.length);
        return buffer;
    }

    /** The memory of the slot, for the rim and for ciphers. */
    public MemorySegment memory() {
        return memory;
    }

    /** Size of the slot in bytes. */
    public int capacity() {
        return (int) memory.byteSize();
    }

    /** Bytes of the datagram now in the slot. */
    public int length() {
        return length;
    }

    /** Declares how many bytes of the slot are the datagram, 0 to {@link #capacity()}. */
    public void length(int newLength) {
        if (newLength < 0 || newLength > capacity()) {
            throw new IndexOutOfBoundsException("length " + newLength + " of " + capacity());
        }
        length = newLength;
    }

    /** Replaces the content by {@code count} bytes of {@code source} from {@code offset}. */
    public void set(byte[] source, int offset, int count) {
        length(count);
        MemorySegment.copy(source, offset, memory, ValueLayout.JAVA_BYTE, 0, count);
    }

    /** Replaces the content by a copy of {@code other}'s. */
    public void set(PacketBuffer other) {
        length(other.length);
        MemorySegment.copy(other.memory, 0, memory, 0, other.length);
    }

    /** Copies {@code count} bytes from {@code at} into {@code target}. */
    public void get(int at, byte[] target, int offset, int count) {
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, at, target, offset, count);
    }

    /** Copies {@code count} bytes of {@code source} to {@code at}; the length stays. */
    public void put(int at, byte[] source, int offset, int count) {
        MemorySegment.copy(source, offset, memory, ValueLayout.JAVA_BYTE, at, count);
    }

    /** The datagram as a new array. */
    public byte[] toBytes() {
        byte[] bytes = new byte[length];
        get(0, bytes, 0, length);
        return bytes;
    }

    /** Moves {@code count} bytes inside the slot; the ranges may overlap. */
    public void move(int from, int to, int count) {
        MemorySegment.copy(memory, from, memory, to, count);
    }

    public int u8(int at) {
        return memory.get(ValueLayout.JAVA_BYTE, at) & 0xFF;
    }

    public int u16(int at) {
        return memory.get(U16, at) & 0xFFFF;
    }

    public int i32(int at) {
        return memory.get(U32, at);
    }

    public long u32(int at) {
        return memory.get(U32, at) & 0xFFFF_FFFFL;
    }

    public long i64(int at) {
        return memory.get(U64, at);
    }

    public void u8(int at, int value) {
        memory.set(ValueLayout.JAVA_BYTE, at, (byte) value);
    }

    public void u16(int at, int value) {
        memory.set(U16, at, (short) value);
    }

    public void u32(int at, long value) {
        memory.set(U32, at, (int) value);
    }

    public void i64(int at, long value) {
        memory.set(U64, at, value);
    }
}
