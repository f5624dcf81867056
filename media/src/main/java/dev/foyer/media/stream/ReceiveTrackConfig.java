package dev.foyer.media.stream;

import java.util.List;
import java.util.Map;

/**
 * A published track as negotiated.
 *
 * @param kind {@code "audio"} or {@code "video"}
 * @param ssrcs announced primary SSRCs, maybe none; the first one is forwarded
 * @param rtxOf retransmission SSRC to primary SSRC
 * @param maxKbps cap told to the publisher, 0 for none
 */
public record ReceiveTrackConfig(
        String trackId,
        String mid,
        String kind,
        RtpFormat format,
        List<Long> ssrcs,
        Map<Long, Long> rtxOf,
        int maxKbps) {
    public ReceiveTrackConfig {
        ssrcs = List.copyOf(ssrcs);
        rtxOf = Map.copyOf(rtxOf);
    }

    public boolean isVideo() {
        return kind.equals("video");
    }
}
