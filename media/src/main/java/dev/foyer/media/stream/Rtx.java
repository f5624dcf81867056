package dev.foyer.media.stream;

import dev.foyer.media.wire.PacketBuffer;
import dev.foyer.media.wire.Rtp;

/** Retransmission payload format (RFC 4588 §4): the original sequence number before the original payload. */
public final class Rtx {
    private Rtx() {}

    /** Turns a retransmission into the original packet, in place; false when it carries none (a probe). */
    public static boolean unwrap(PacketBuffer packet, long primarySsrc, int payloadType) {
        int at = Rtp.headerLength(packet);
        if (Rtp.payloadLength(packet) < 2) {
            return false;
        }
        int original = packet.u16(at);
        packet.move(at + 2, at, packet.length() - at - 2);
        packet.length(packet.length() - 2);
        packet.u8(1, (packet.u8(1) & 0x80) | payloadType);
        packet.u16(2, original);
        packet.u32(8, primarySsrc);
        return true;
    }
}
