package dev.foyer.media.srtp;

import dev.foyer.media.wire.PacketBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Seals the RTP and RTCP of one direction (RFC 3711 §3.3, §3.4). Under an AEAD profile an index is never sealed twice, since
 * a repeated nonce gives the authentication key away: resend on an RTX stream, or not at all. One owner, not thread-safe.
 */
public final class SrtpSender {
    private static final int MAX_STREAMS = 8192;
    private static final long MAX_RTCP_INDEX = 0x7FFF_FFFFL;

    private final PacketCipher cipher;
    private final boolean repeatable;
    private final SsrcTable streams = new SsrcTable(MAX_STREAMS);
    private long rtcpIndex;

    public SrtpSender(SrtpKeys keys) {
        cipher = keys.newCipher();
        repeatable = !keys.profile().aead();
    }

    /** Seals {@code plain} into {@code out}; false when it is no RTP, does not fit, or its index may not be used again. */
    public boolean protectRtp(PacketBuffer plain, PacketBuffer out) {
        int header = Headers.rtpHeader(plain, plain.length());
        if (header < 0) {
            return false;
        }
        int ssrc = plain.i32(8);
        ReplayWindow window = window(ssrc);
        if (window == null) {
            return false;
        }
        long index = Headers.index(window.highest(), plain.u16(2));
        boolean fresh = index >= 0 && window.isFresh(index);
        if (index < 0 || (!fresh && !repeatable) || !cipher.sealRtp(plain, header, index, out)) {
            return false;
        }
        if (fresh) {
            window.mark(index);
        }
        return true;
    }

    private @Nullable ReplayWindow window(int ssrc) {
        ReplayWindow window = streams.get(ssrc);
        if (window == null && !streams.isFull()) {
            window = new ReplayWindow();
            streams.put(ssrc, window);
        }
        return window;
    }

    /** Seals a compound packet into {@code out}; false when it is no RTCP, does not fit, or the key is used up. */
    public boolean protectRtcp(PacketBuffer plain, PacketBuffer out) {
        if (!Headers.isRtcp(plain, plain.length()) || rtcpIndex > MAX_RTCP_INDEX) {
            return false;
        }
        if (!cipher.sealRtcp(plain, rtcpIndex, out)) {
            return false;
        }
        rtcpIndex++;
        return true;
    }
}
