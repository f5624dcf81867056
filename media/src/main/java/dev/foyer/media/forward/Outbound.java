package dev.foyer.media.forward;

import dev.foyer.media.wire.PacketBuffer;

/** What every subscription of a router needs to send: the slot packets are built in, the way out, the counters. */
record Outbound(Composer composer, Egress egress, Counters counters) {
    boolean isReady(Link link) {
        return egress.isReady(link.id);
    }

    boolean send(Link link, PacketBuffer packet) {
        if (!egress.rtp(link.id, packet)) {
            counters.drop(DropReason.EGRESS);
            return false;
        }
        link.sent();
        counters.packetsOut++;
        counters.bytesOut += packet.length();
        return true;
    }
}
