package dev.foyer.media.wire;

import java.nio.charset.StandardCharsets;

/**
 * Appends RTCP packets to a slot (RFC 3550 §6, RFC 4585, RFC 5104, REMB). The caller bounds what it appends by {@link #room}:
 * writing beyond the slot is a fault of the program and throws.
 */
public final class RtcpWriter {
    /** Datagram size that passes every path in use. */
    public static final int LIMIT = 1200;

    private final PacketBuffer out;
    private int start;
    private int at;

    /** Starts with an empty datagram in {@code out}. */
    public RtcpWriter(PacketBuffer out) {
        this.out = out;
        out.length(0);
    }

    /** Empties the datagram. */
    public void reset() {
        at = 0;
        out.length(0);
    }

    public PacketBuffer packet() {
        return out;
    }

    public boolean isEmpty() {
        return at == 0;
    }

    /** Bytes left below {@link #LIMIT}. */
    public int room() {
        return LIMIT - at;
    }

    /** A sender report without report blocks: 28 bytes. */
    public void senderReport(long ssrc, long ntp, long rtpTimestamp, long packets, long octets) {
        begin(RtcpReader.SR, 0);
        u32(ssrc);
        out.i64(at, ntp);
        at += 8;
        u32(rtpTimestamp);
        u32(packets);
        u32(octets);
        end();
    }

    /** Opens a receiver report; {@link #block} adds to it and {@link #endReport} closes it. */
    public void beginReceiverReport(long ssrc) {
        begin(RtcpReader.RR, 0);
        u32(ssrc);
    }

    /**
     * One report block: 24 bytes.
     *
     * @param fraction 1/256 since the last report
     * @param lost cumulative, clamped to signed 24 bits
     * @param delay 1/65536 s since that SR
     */
    public void block(long ssrc, int fraction, long lost, long highest, long jitter, long lastReport, long delay) {
        u32(ssrc);
        long clamped = Math.max(-0x80_0000L, Math.min(0x7F_FFFFL, lost));
        u32((long) (fraction & 0xFF) << 24 | (clamped & 0xFF_FFFFL));
        u32(highest);
        u32(jitter);
        u32(lastReport);
        u32(delay);
        out.u8(start, out.u8(start) + 1);
    }

    public void endReport() {
        end();
    }

    /** An SDES packet with one CNAME (at most 255 bytes of it). */
    public void cname(long ssrc, String cname) {
        byte[] text = cname.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(255, text.length);
        begin(RtcpReader.SDES, 1);
        u32(ssrc);
        out.u8(at, 1);
        out.u8(at + 1, length);
        out.put(at + 2, text, 0, length);
        at += 2 + length;
        // A chunk ends with at least one null octet and on a 32-bit boundary (RFC 3550 §6.5).
        do {
            out.u8(at++, 0);
        } while ((at - start) % 4 != 0);
        end();
    }

    public void bye(long ssrc) {
        begin(RtcpReader.BYE, 1);
        u32(ssrc);
        end();
    }

    /** A generic NACK for ascending extended sequence numbers: 12 bytes and 4 for each group of 17. */
    public void nack(long sender, long media, long[] sequences, int count) {
        begin(RtcpReader.RTPFB, RtcpReader.FMT_NACK);
        u32(sender);
        u32(media);
        int i = 0;
        while (i < count) {
            long first = sequences[i++];
            int mask = 0;
            while (i < count && sequences[i] - first <= 16) {
                mask |= 1 << (int) (sequences[i++] - first - 1);
            }
            out.u16(at, Sequence.low(first));
            out.u16(at + 2, mask);
            at += 4;
        }
        end();
    }

    public void pli(long sender, long media) {
        begin(RtcpReader.PSFB, RtcpReader.FMT_PLI);
        u32(sender);
        u32(media);
        end();
    }

    public void fir(long sender, long media, int sequence) {
        begin(RtcpReader.PSFB, RtcpReader.FMT_FIR);
        u32(sender);
        u32(0);
        u32(media);
        u32((long) (sequence & 0xFF) << 24);
        end();
    }

    /** A receiver estimated maximum bitrate for {@code count} SSRCs: 20 bytes and 4 for each. */
    public void remb(long sender, long bitsPerSecond, long[] ssrcs, int count) {
        begin(RtcpReader.PSFB, RtcpReader.FMT_APPLICATION);
        u32(sender);
        u32(0);
        u32(0x52454D42L);
        int exponent = Math.max(0, 64 - Long.numberOfLeadingZeros(bitsPerSecond) - 18);
        u32((long) count << 24 | (long) exponent << 18 | bitsPerSecond >>> exponent);
        for (int i = 0; i < count; i++) {
            u32(ssrcs[i]);
        }
        end();
    }

    /** Opens any packet type at the current place; for formats that live in their own class. */
    int begin(int type, int count) {
        start = at;
        out.u8(at, 0x80 | count);
        out.u8(at + 1, type);
        at += 4;
        return at;
    }

    /** Closes a packet whose body was written up to {@code end}, zero-filled to four bytes. */
    void endAt(int end) {
        at = end;
        int rest = (4 - (at - start) % 4) % 4;
        for (int i = 0; i < rest; i++) {
            out.u8(at++, i == rest - 1 ? rest : 0);
        }
        if (rest > 0) {
            out.u8(start, out.u8(start) | 0x20);
        }
        end();
    }

    private void u32(long value) {
        out.u32(at, value);
        at += 4;
    }

    private void end() {
        out.u16(start + 2, (at - start) / 4 - 1);
        out.length(at);
    }
}
