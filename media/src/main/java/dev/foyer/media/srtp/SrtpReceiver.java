package dev.foyer.media.srtp;

import dev.foyer.media.wire.PacketBuffer;

/**
 * Opens the SRTP and SRTCP of one direction in place, with replay protection per SSRC (RFC 3711 §3.3.2). State is made only
 * for packets that authenticate. Everything refused is counted. One owner, not thread-safe.
 */
public final class SrtpReceiver {
    private static final int MAX_STREAMS = 512;
    private static final int ENCRYPTED = 0x8000_0000;

    private final PacketCipher cipher;
    private final int tagBytes;
    private final SsrcTable rtp = new SsrcTable(MAX_STREAMS);
    private final SsrcTable rtcp = new SsrcTable(MAX_STREAMS);
    private long malformed;
    private long replayed;
    private long unauthentic;

    public SrtpReceiver(SrtpKeys keys) {
        cipher = keys.newCipher();
        tagBytes = keys.profile().tagBytes();
    }

    /** True when {@code packet} was fresh and authentic and now holds plain RTP; else its content is undefined. */
    public boolean unprotectRtp(PacketBuffer packet) {
        int header = Headers.rtpHeader(packet, packet.length() - tagBytes);
        if (header < 0) {
            malformed++;
            return false;
        }
        int ssrc = packet.i32(8);
        ReplayWindow known = rtp.get(ssrc);
        ReplayWindow window = known == null ? new ReplayWindow() : known;
        long index = Headers.index(window.highest(), packet.u16(2));
        if (index < 0 || !window.isFresh(index)) {
            replayed++;
            return false;
        }
        if (!cipher.openRtp(packet, header, index)) {
            unauthentic++;
            return false;
        }
        return admit(rtp, ssrc, known == null, window, index);
    }

    /** As {@link #unprotectRtp} for SRTCP; packets that are only authenticated are refused (RFC 8827 §6.5). */
    public boolean unprotectRtcp(PacketBuffer packet) {
        int length = packet.length();
        if (!Headers.isRtcp(packet, length - cipher.rtcpTrailer())) {
            malformed++;
            return false;
        }
        int word = packet.i32(cipher.rtcpIndexAt(length));
        long index = word & ~ENCRYPTED;
        int ssrc = packet.i32(4);
        ReplayWindow known = rtcp.get(ssrc);
        ReplayWindow window = known == null ? new ReplayWindow() : known;
        if ((word & ENCRYPTED) == 0 || !window.isFresh(index)) {
            replayed++;
            return false;
        }
        if (!cipher.openRtcp(packet, index)) {
            unauthentic++;
            return false;
        }
        return admit(rtcp, ssrc, known == null, window, index);
    }

    private boolean admit(SsrcTable table, int ssrc, boolean isNew, ReplayWindow window, long index) {
        if (isNew) {
            if (table.isFull()) {
                malformed++;
                return false;
            }
            table.put(ssrc, window);
        }
        window.mark(index);
        return true;
    }

    /** Packets too short or of another version. */
    public long malformed() {
        return malformed;
    }

    /** Packets seen before or too old to tell. */
    public long replayed() {
        return replayed;
    }

    /** Packets whose tag was wrong. */
    public long unauthentic() {
        return unauthentic;
    }
}
