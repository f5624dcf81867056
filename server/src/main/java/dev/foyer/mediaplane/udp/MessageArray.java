package dev.foyer.mediaplane.udp;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.foyer.media.wire.TransportAddress;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * An off-heap array of {@code struct mmsghdr} (64-bit Linux layout) with an address, one control header and as many
 * {@code iovec}s in total as messages.
 */
final class MessageArray {
    private static final int MESSAGE = 64;
    private static final int NAME_LENGTH = 8;
    private static final int PARTS = 16;
    private static final int PART_COUNT = 24;
    private static final int CONTROL = 32;
    private static final int CONTROL_LENGTH = 40;
    private static final int FLAGS = 48;
    private static final int MESSAGE_LENGTH = 56;

    private static final int PART = 16;
    private static final int ADDRESS = 32;
    private static final int ADDRESS_IN = 16;
    private static final int ADDRESS_IN6 = 28;
    private static final int CONTROL_SPACE = 24;
    private static final int CONTROL_USED = 18;

    private static final ValueLayout.OfLong BIG_LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt BIG_INT = JAVA_INT.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfShort BIG_SHORT = JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);

    private final MemorySegment messages;
    private final MemorySegment parts;
    private final MemorySegment addresses;
    private final MemorySegment controls;

    MessageArray(Arena arena, int count) {
        messages = arena.allocate((long) count * MESSAGE, Long.BYTES);
        parts = arena.allocate((long) count * PART, Long.BYTES);
        addresses = arena.allocate((long) count * ADDRESS, Long.BYTES);
        controls = arena.allocate((long) count * CONTROL_SPACE, Long.BYTES);
        for (int i = 0; i < count; i++) {
            messages.set(JAVA_LONG, (long) i * MESSAGE, addresses.address() + (long) i * ADDRESS);
            long control = (long) i * CONTROL_SPACE;
            controls.set(JAVA_LONG, control, CONTROL_USED);
            controls.set(JAVA_INT, control + 8, Posix.SOL_UDP);
            controls.set(JAVA_INT, control + 12, Posix.UDP_SEGMENT);
        }
    }

    MemorySegment memory() {
        return messages;
    }

    MemorySegment from(int message) {
        return messages.asSlice((long) message * MESSAGE);
    }

    void part(int index, MemorySegment memory, int length) {
        parts.set(JAVA_LONG, (long) index * PART, memory.address());
        parts.set(JAVA_LONG, (long) index * PART + 8, length);
    }

    /** Gives a message {@code count} parts from {@code first}. */
    void parts(int message, int first, int count) {
        messages.set(JAVA_LONG, (long) message * MESSAGE + PARTS, parts.address() + (long) first * PART);
        messages.set(JAVA_LONG, (long) message * MESSAGE + PART_COUNT, count);
    }

    /** Restores what recvmmsg overwrites. */
    void prepareReceive(int count) {
        for (int i = 0; i < count; i++) {
            messages.set(JAVA_INT, (long) i * MESSAGE + NAME_LENGTH, ADDRESS);
            messages.set(JAVA_INT, (long) i * MESSAGE + FLAGS, 0);
        }
    }

    boolean truncated(int message) {
        return (messages.get(JAVA_INT, (long) message * MESSAGE + FLAGS) & Posix.MSG_TRUNC) != 0;
    }

    int receivedLength(int message) {
        return messages.get(JAVA_INT, (long) message * MESSAGE + MESSAGE_LENGTH);
    }

    long addressHigh(int message) {
        return isIpv4(message) ? 0 : addresses.get(BIG_LONG, (long) message * ADDRESS + 8);
    }

    long addressLow(int message) {
        long at = (long) message * ADDRESS;
        return isIpv4(message)
                ? 0xFFFF_0000_0000L | (addresses.get(BIG_INT, at + 4) & 0xFFFF_FFFFL)
                : addresses.get(BIG_LONG, at + 16);
    }

    int addressPort(int message) {
        return addresses.get(BIG_SHORT, (long) message * ADDRESS + 2) & 0xFFFF;
    }

    private boolean isIpv4(int message) {
        return addresses.get(JAVA_SHORT, (long) message * ADDRESS) == Posix.AF_INET;
    }

    void address(int message, TransportAddress to, boolean ipv6) {
        long at = (long) message * ADDRESS;
        writeAddress(addresses.asSlice(at, ADDRESS), to, ipv6);
        messages.set(JAVA_INT, (long) message * MESSAGE + NAME_LENGTH, ipv6 ? ADDRESS_IN6 : ADDRESS_IN);
    }

    /** Fills a {@code sockaddr_in6} (28 bytes) or {@code sockaddr_in} (16 bytes). */
    static void writeAddress(MemorySegment target, TransportAddress to, boolean ipv6) {
        target.set(JAVA_SHORT, 0, (short) (ipv6 ? Posix.AF_INET6 : Posix.AF_INET));
        target.set(BIG_SHORT, 2, (short) to.port());
        if (ipv6) {
            target.set(JAVA_INT, 4, 0);
            target.set(BIG_LONG, 8, to.high());
            target.set(BIG_LONG, 16, to.low());
            target.set(JAVA_INT, 24, 0);
        } else {
            target.set(BIG_INT, 4, to.ipv4());
            target.set(JAVA_LONG, 8, 0);
        }
    }

    static int addressSize(boolean ipv6) {
        return ipv6 ? ADDRESS_IN6 : ADDRESS_IN;
    }

    /** Port of a filled address. */
    static int portOf(MemorySegment address) {
        return address.get(BIG_SHORT, 2) & 0xFFFF;
    }

    /** Size of a segment for UDP_SEGMENT, 0 for a message that is one datagram. */
    void segmentSize(int message, int bytes) {
        long at = (long) message * MESSAGE;
        if (bytes == 0) {
            messages.set(JAVA_LONG, at + CONTROL, 0);
            messages.set(JAVA_LONG, at + CONTROL_LENGTH, 0);
            return;
        }
        controls.set(JAVA_SHORT, (long) message * CONTROL_SPACE + 16, (short) bytes);
        messages.set(JAVA_LONG, at + CONTROL, controls.address() + (long) message * CONTROL_SPACE);
        messages.set(JAVA_LONG, at + CONTROL_LENGTH, CONTROL_SPACE);
    }
}
