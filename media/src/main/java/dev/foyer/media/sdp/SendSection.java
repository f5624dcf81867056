package dev.foyer.media.sdp;

import dev.foyer.media.stream.RtpFormat;

/**
 * A section of the subscribe connection that the browser accepted; its RTCP CNAME is {@code streamId}.
 *
 * @param format the browser's choice of payload types and extension ids
 * @param ssrc ours, unique in the connection
 * @param rtxSsrc SSRC of the retransmission stream, 0 when there is none
 */
public record SendSection(
        String mid, String trackId, String streamId, String kind, RtpFormat format, long ssrc, long rtxSsrc) {}
