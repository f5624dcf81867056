package dev.foyer.media.wire;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A cursor over the packets of one compound or reduced-size RTCP datagram (RFC 3550 §6, RFC 5506). Reusable: {@link #start}
 * sets it before the first packet. Accessors speak of the current packet; indexes must be below the matching count, which is
 * always what really fits.
 */
public final class RtcpReader {
    public static final int SR = 200;
    public static final int RR = 201;
    public static final int SDES = 202;
    public static final int BYE = 203;
    /** Transport layer feedback (RFC 4585 §6.2). */
    public static final int RTPFB = 205;
    /** Payload-specific feedback (RFC 4585 §6.3). */
    public static final int PSFB = 206;

    public static final int FMT_NACK = 1;
    public static final int FMT_TRANSPORT_CC = 15;
    public static final int FMT_PLI = 1;
    public static final int FMT_FIR = 4;
    public static final int FMT_APPLICATION = 15;

    private static final long REMB = 0x52454D42L;
    private static final int BLOCK = 24;

    private PacketBuffer packet = new PacketBuffer(java.lang.foreign.MemorySegment.ofArray(new byte[0]));
    private int at;
    private int end;
    private int next;
    private boolean broken;

    /** Begins to read {@code datagram}, which must stay unchanged meanwhile. */
    public void start(PacketBuffer datagram) {
        packet = datagram;
        at = 0;
        end = 0;
        next = 0;
        broken = false;
    }

    /** Moves to the next packet; false at the end or where the rest is malformed (see {@link #isBroken}). */
    public boolean next() {
        if (next == packet.length()) {
            return false;
        }
        if (next + 4 > packet.length() || packet.u8(next) >>> 6 != 2) {
            broken = true;
            return false;
        }
        at = next;
        next = at + 4 + 4 * packet.u16(at + 2);
        end = next;
        if (next > packet.length()) {
            broken = true;
            return false;
        }
        if ((packet.u8(at) & 0x20) != 0) {
            end -= end > at + 4 ? packet.u8(end - 1) : 0;
            if (end < at + 4) {
                broken = true;
                return false;
            }
        }
        return true;
    }

    /** Whether reading stopped at something that is not RTCP. */
    public boolean isBroken() {
        return broken;
    }

    public int type() {
        return packet.u8(at + 1);
    }

    /** The five bits that are a count or a feedback message type. */
    public int count() {
        return packet.u8(at) & 0x1F;
    }

    /** The sender's SSRC, or -1 when the packet is too short for one. */
    public long senderSsrc() {
        return has(8) ? packet.u32(at + 4) : -1;
    }

    /** The media source of a feedback packet, or -1. */
    public long mediaSsrc() {
        return has(12) ? packet.u32(at + 8) : -1;
    }

    /** Whether the sender information of an SR is complete. */
    public boolean hasSenderInfo() {
        return type() == SR && has(28);
    }

    /** NTP timestamp of an SR, 32.32 fixed point. */
    public long ntp() {
        return packet.i64(at + 8);
    }

    public long rtpTimestamp() {
        return packet.u32(at + 16);
    }

    public long senderPackets() {
        return packet.u32(at + 20);
    }

    public long senderOctets() {
        return packet.u32(at + 24);
    }

    /** Report blocks of an SR or RR that are complete. */
    public int blocks() {
        int from = blockStart();
        return from < 0 ? 0 : Math.min(count(), Math.max(0, (end - from) / BLOCK));
    }

    public long blockSsrc(int i) {
        return packet.u32(blockStart() + BLOCK * i);
    }

    /** Fraction lost since the last report, in 1/256. */
    public int blockFraction(int i) {
        return packet.u8(blockStart() + BLOCK * i + 4);
    }

    /** Cumulative loss, signed 24 bits. */
    public int blockLost(int i) {
        return packet.i32(blockStart() + BLOCK * i + 4) << 8 >> 8;
    }

    public long blockHighest(int i) {
        return packet.u32(blockStart() + BLOCK * i + 8);
    }

    /** Interarrival jitter in timestamp units. */
    public long blockJitter(int i) {
        return packet.u32(blockStart() + BLOCK * i + 12);
    }

    public long blockLastReport(int i) {
        return packet.u32(blockStart() + BLOCK * i + 16);
    }

    /** Delay since the last SR in 1/65536 s. */
    public long blockDelay(int i) {
        return packet.u32(blockStart() + BLOCK * i + 20);
    }

    /** Entries of four bytes in a generic NACK. */
    public int nacks() {
        return Math.max(0, (end - at - 12) / 4);
    }

    public int nackSequence(int i) {
        return packet.u16(at + 12 + 4 * i);
    }

    /** Bit b set: {@code sequence + b + 1} is missing too. */
    public int nackMask(int i) {
        return packet.u16(at + 14 + 4 * i);
    }

    /** Entries of a full intra request (RFC 5104 §4.3.1). */
    public int firs() {
        return Math.max(0, (end - at - 12) / 8);
    }

    public long firSsrc(int i) {
        return packet.u32(at + 12 + 8 * i);
    }

    public int firSequence(int i) {
        return packet.u8(at + 16 + 8 * i);
    }

    /** Bits per second of a REMB message, or -1 when this is none. */
    public long remb() {
        if (type() != PSFB || count() != FMT_APPLICATION || !has(20) || packet.u32(at + 12) != REMB) {
            return -1;
        }
        long value = packet.u32(at + 16) & 0xFF_FFFFL;
        int exponent = (int) (value >>> 18);
        long mantissa = value & 0x3_FFFFL;
        return exponent > 44 ? Long.MAX_VALUE : mantissa << exponent;
    }

    /** The CNAME of the first SDES chunk, or null. */
    public @Nullable String cname() {
        if (type() != SDES || !has(10) || packet.u8(at + 8) != 1) {
            return null;
        }
        int length = packet.u8(at + 9);
        if (!has(10 + length)) {
            return null;
        }
        byte[] text = new byte[length];
        packet.get(at + 10, text, 0, length);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** Where the current packet starts in the datagram. */
    public int offset() {
        return at;
    }

    /** Bytes of the current packet without padding. */
    public int length() {
        return end - at;
    }

    private int blockStart() {
        return switch (type()) {
            case SR -> at + 28;
            case RR -> at + 8;
            default -> -1;
        };
    }

    private boolean has(int bytes) {
        return end - at >= bytes;
    }
}
