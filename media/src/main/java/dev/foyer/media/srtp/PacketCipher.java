package dev.foyer.media.srtp;

import dev.foyer.media.wire.PacketBuffer;

/**
 * Seals and opens whole packets of one direction under one master key. The seam for other implementations: what a packet's
 * index is and whether it is fresh is decided above. One owner at a time; scratch space is reused.
 *
 * <p>{@code index} of RTP is roll-over counter times 65536 plus sequence number (RFC 3711 §3.3.1), of RTCP the 31-bit SRTCP
 * index. {@code header} is the count of leading bytes that stay in the clear.
 */
interface PacketCipher {
    /** Writes the sealed packet into {@code out} (which may be {@code plain}); false when it does not fit. */
    boolean sealRtp(PacketBuffer plain, int header, long index, PacketBuffer out);

    /** Opens in place; false, leaving the content undefined, when the tag is wrong. The packet holds header and tag. */
    boolean openRtp(PacketBuffer packet, int header, long index);

    /** As {@link #sealRtp}, with the encrypted flag and index appended. */
    boolean sealRtcp(PacketBuffer plain, long index, PacketBuffer out);

    /** As {@link #openRtp}; the packet holds the eight clear bytes and {@link #rtcpTrailer()} at least. */
    boolean openRtcp(PacketBuffer packet, long index);

    /** Bytes that sealing adds to RTCP. */
    int rtcpTrailer();

    /** Where the word of flag and index starts in a sealed RTCP packet of {@code length} bytes. */
    int rtcpIndexAt(int length);
}
