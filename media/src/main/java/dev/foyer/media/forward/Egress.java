package dev.foyer.media.forward;

import dev.foyer.media.wire.PacketBuffer;

/** Where a router's packets go. The buffer belongs to the router and is overwritten after the call returns. */
public interface Egress {
    /** One RTP packet in plaintext; false when it could not be taken (no keys, full queue). */
    boolean rtp(int connection, PacketBuffer plain);

    /** One RTCP datagram in plaintext; false as above. */
    boolean rtcp(int connection, PacketBuffer plain);

    /**
     * Whether packets can reach {@code connection} now. Nothing begins on one that is not ready, so that no key frame is
     * spent on it; {@link Router#connected} tells when that changes.
     */
    default boolean isReady(int connection) {
        return true;
    }
}
