package dev.foyer.media.forward;

import dev.foyer.media.stream.ExtensionIds;
import dev.foyer.media.stream.PacketView;
import dev.foyer.media.wire.PacketBuffer;
import dev.foyer.media.wire.Rtp;
import dev.foyer.media.wire.Sequence;

/**
 * Builds outgoing packets in one slot: a header of the subscriber's own before a payload that is copied in only once for all
 * subscribers whose headers are equally long.
 */
final class Composer {
    private final PacketBuffer out = PacketBuffer.onHeap();
    private PacketView view = new PacketView();
    private int payloadAt = -1;
    private long sendTime;
    private int cursor;

    /** The packet that the next calls of {@link #compose} send, and the time for abs-send-time. */
    void load(long nowNanos, PacketView packet) {
        view = packet;
        payloadAt = -1;
        // 6.18 fixed point seconds, 24 bits.
        sendTime = ((nowNanos / 1_000) << 18) / 1_000_000 & 0xFF_FFFFL;
    }

    /**
     * Writes the loaded packet.
     *
     * @param original for RTX the number to put before the payload, else -1
     * @param transport transport-wide sequence number, unused when that extension is not negotiated
     */
    PacketBuffer compose(
            Subscription to, int span, long sequence, long ssrc, int payloadType, int original, int transport) {
        out.u8(0, 0x80);
        out.u8(1, payloadType | (view.marker() ? 0x80 : 0));
        out.u16(2, Sequence.low(sequence));
        out.u32(4, view.timestamp() + to.map().timestampOffset(span));
        out.u32(8, ssrc);
        int at = extensions(to, transport);
        if (original >= 0) {
            // Placed behind the two bytes that RFC 4588 puts first.
            place(at + 2);
            out.u16(at, original);
        } else {
            place(at);
        }
        if (view.hasVp8()) {
            int picture = view.vp8().pictureId() + to.map().pictureOffset(span);
            view.vp8()
                    .rewrite(
                            out, payloadAt, picture, view.vp8().tl0() + to.map().tl0Offset(span));
        }
        finish();
        return out;
    }

    private void place(int at) {
        if (payloadAt != at) {
            payloadAt = at;
            java.lang.foreign.MemorySegment.copy(
                    view.packet().memory(), view.payloadAt(), out.memory(), at, view.payloadLength());
        }
    }

    private void finish() {
        int length = payloadAt + view.payloadLength();
        if (view.isPaddingOnly()) {
            out.u8(0, out.u8(0) | 0x20);
            out.u8(length, 1);
            length++;
        }
        out.length(length);
    }

    private int extensions(Subscription to, int transport) {
        ExtensionIds ids = to.extensions();
        cursor = Rtp.HEADER + 4;
        byte[] mid = to.mid();
        if (ids.mid() != 0 && to.isMidNeeded() && mid.length > 0 && mid.length <= 16) {
            head(ids.mid(), mid.length);
            out.put(cursor, mid, 0, mid.length);
            cursor += mid.length;
        }
        if (ids.audioLevel() != 0 && view.audioLevel() >= 0) {
            head(ids.audioLevel(), 1);
            out.u8(cursor++, view.audioLevel());
        }
        if (ids.orientation() != 0 && view.orientation() >= 0) {
            head(ids.orientation(), 1);
            out.u8(cursor++, view.orientation());
        }
        if (ids.transportCc() != 0) {
            head(ids.transportCc(), 2);
            out.u16(cursor, transport);
            cursor += 2;
        }
        if (ids.absSendTime() != 0) {
            head(ids.absSendTime(), 3);
            out.u8(cursor, (int) (sendTime >>> 16));
            out.u16(cursor + 1, (int) (sendTime & 0xFFFF));
            cursor += 3;
        }
        return closeExtensions();
    }

    private void head(int id, int length) {
        out.u8(cursor++, id << 4 | (length - 1));
    }

    private int closeExtensions() {
        int from = Rtp.HEADER + 4;
        if (cursor == from) {
            return Rtp.HEADER;
        }
        while (cursor % 4 != 0) {
            out.u8(cursor++, 0);
        }
        out.u8(0, 0x90);
        out.u16(Rtp.HEADER, Rtp.ONE_BYTE);
        out.u16(Rtp.HEADER + 2, (cursor - from) / 4);
        return cursor;
    }
}
