package dev.foyer.media.wire;

/**
 * RTP header fields of a packet in place (RFC 3550 §5.1) and its header extensions (RFC 8285, one- and two-byte forms).
 * Every method but {@link #isValid} expects a packet for which that returned true.
 */
public final class Rtp {
    public static final int HEADER = 12;
    /** Profile value of one-byte header extensions (RFC 8285 §4.2). */
    public static final int ONE_BYTE = 0xBEDE;

    private static final int TWO_BYTE = 0x1000;

    private Rtp() {}

    /** Whether version, CSRC count, extension block and padding fit the length. */
    public static boolean isValid(PacketBuffer packet) {
        int length = packet.length();
        if (length < HEADER || packet.u8(0) >>> 6 != 2) {
            return false;
        }
        int end = HEADER + 4 * (packet.u8(0) & 0x0F);
        if (hasExtension(packet)) {
            if (end + 4 > length) {
                return false;
            }
            end += 4 + 4 * packet.u16(end + 2);
        }
        if (end > length) {
            return false;
        }
        if (!hasPadding(packet)) {
            return true;
        }
        int padding = packet.u8(length - 1);
        return padding > 0 && padding <= length - end;
    }

    public static boolean hasPadding(PacketBuffer packet) {
        return (packet.u8(0) & 0x20) != 0;
    }

    public static boolean hasExtension(PacketBuffer packet) {
        return (packet.u8(0) & 0x10) != 0;
    }

    public static boolean marker(PacketBuffer packet) {
        return (packet.u8(1) & 0x80) != 0;
    }

    public static int payloadType(PacketBuffer packet) {
        return packet.u8(1) & 0x7F;
    }

    public static int sequence(PacketBuffer packet) {
        return packet.u16(2);
    }

    public static long timestamp(PacketBuffer packet) {
        return packet.u32(4);
    }

    public static long ssrc(PacketBuffer packet) {
        return packet.u32(8);
    }

    /** Bytes before the payload, extension block included. */
    public static int headerLength(PacketBuffer packet) {
        int end = HEADER + 4 * (packet.u8(0) & 0x0F);
        return hasExtension(packet) ? end + 4 + 4 * packet.u16(end + 2) : end;
    }

    /** Bytes of padding at the end, its count byte included; 0 without. */
    public static int paddingLength(PacketBuffer packet) {
        return hasPadding(packet) ? packet.u8(packet.length() - 1) : 0;
    }

    /** Payload bytes without padding. */
    public static int payloadLength(PacketBuffer packet) {
        return packet.length() - headerLength(packet) - paddingLength(packet);
    }

    /**
     * Where the data of the header extension {@code id} starts, or -1. Its length is {@link #extensionLength}.
     *
     * @param id 1 to 14; others are never found
     */
    public static int findExtension(PacketBuffer packet, int id) {
        if (!hasExtension(packet) || id < 1 || id > 14) {
            return -1;
        }
        int block = HEADER + 4 * (packet.u8(0) & 0x0F);
        int profile = packet.u16(block);
        int end = block + 4 + 4 * packet.u16(block + 2);
        if (profile == ONE_BYTE) {
            return findOneByte(packet, id, block + 4, end);
        }
        return (profile & 0xFFF0) == TWO_BYTE ? findTwoByte(packet, id, block + 4, end) : -1;
    }

    /** Data bytes of the extension that {@link #findExtension} found at {@code at}. */
    public static int extensionLength(PacketBuffer packet, int at) {
        int block = HEADER + 4 * (packet.u8(0) & 0x0F);
        return packet.u16(block) == ONE_BYTE ? (packet.u8(at - 1) & 0x0F) + 1 : packet.u8(at - 1);
    }

    private static int findOneByte(PacketBuffer packet, int id, int from, int end) {
        int at = from;
        while (at < end) {
            int head = packet.u8(at);
            if (head == 0) {
                at++;
                continue;
            }
            int found = head >>> 4;
            int length = (head & 0x0F) + 1;
            if (found == 15 || at + 1 + length > end) {
                return -1;
            }
            if (found == id) {
                return at + 1;
            }
            at += 1 + length;
        }
        return -1;
    }

    private static int findTwoByte(PacketBuffer packet, int id, int from, int end) {
        int at = from;
        while (at < end) {
            int found = packet.u8(at);
            if (found == 0) {
                at++;
                continue;
            }
            if (at + 2 > end || at + 2 + packet.u8(at + 1) > end) {
                return -1;
            }
            if (found == id) {
                return at + 2;
            }
            at += 2 + packet.u8(at + 1);
        }
        return -1;
    }
}
