package dev.foyer.media.srtp;

import dev.foyer.media.wire.PacketBuffer;

/** Just enough of the RTP and RTCP headers to find what is sealed. */
final class Headers {
    static final int RTP_FIXED = 12;
    static final int RTCP_CLEAR = 8;

    private Headers() {}

    /**
     * Bytes of the RTP header with contributing sources and extension (RFC 3550 §5.1), or -1 when {@code limit} bytes cannot
     * hold it or the version is not 2.
     */
    static int rtpHeader(PacketBuffer packet, int limit) {
        if (limit < RTP_FIXED) {
            return -1;
        }
        int first = packet.u8(0);
        int length = RTP_FIXED + 4 * (first & 0x0F);
        if ((first & 0x10) != 0) {
            if (length + 4 > limit) {
                return -1;
            }
            length += 4 + 4 * packet.u16(length + 2);
        }
        return (first >>> 6) == 2 && length <= limit ? length : -1;
    }

    /** True for a packet of {@code limit} bytes that begins like RTCP version 2. */
    static boolean isRtcp(PacketBuffer packet, int limit) {
        return limit >= RTCP_CLEAR && (packet.u8(0) >>> 6) == 2;
    }

    /**
     * The index that {@code sequence} most likely means after {@code highest} (RFC 3711 §3.3.1), -1 when it would lie before
     * the first roll-over.
     */
    static long index(long highest, int sequence) {
        if (highest < 0) {
            return sequence;
        }
        long rollOver = highest >>> 16;
        int last = (int) (highest & 0xFFFF);
        if (last < 0x8000) {
            rollOver -= sequence - last > 0x8000 ? 1 : 0;
        } else {
            rollOver += last - 0x8000 > sequence ? 1 : 0;
        }
        return rollOver < 0 || rollOver > 0xFFFF_FFFFL ? -1 : rollOver << 16 | sequence;
    }
}
