package dev.foyer.media.sdp;

import dev.foyer.media.stream.RtpFormat;
import java.util.List;
import java.util.Map;

/**
 * A section of the publish connection that carries, or once carried, an accepted track.
 *
 * @param active whether packets are expected from now on; when false the other fields are those of the last active time
 * @param ssrcs primary SSRCs named in the offer, empty when the browser leaves them out (find the stream by mid then)
 * @param rtxOf SSRC of a retransmission stream (RFC 4588) to that of its primary
 * @param rids restriction ids accepted (RFC 8851), empty for a single stream
 */
public record ReceiveSection(
        String mid,
        String kind,
        String streamId,
        String trackId,
        boolean active,
        RtpFormat format,
        List<Long> ssrcs,
        Map<Long, Long> rtxOf,
        List<String> rids) {
    public ReceiveSection {
        ssrcs = List.copyOf(ssrcs);
        rtxOf = Map.copyOf(rtxOf);
        rids = List.copyOf(rids);
    }

    ReceiveSection stopped() {
        return new ReceiveSection(mid, kind, streamId, trackId, false, format, ssrcs, rtxOf, rids);
    }
}
