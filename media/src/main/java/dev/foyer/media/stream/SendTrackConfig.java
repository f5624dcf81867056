package dev.foyer.media.stream;

/**
 * One track on a subscribe connection as negotiated.
 *
 * @param ssrc of the forwarded stream
 * @param rtxSsrc of its RFC 4588 stream, 0 without
 * @param cname shared by all tracks of one publisher, so that receivers synchronise them
 */
public record SendTrackConfig(String trackId, String mid, RtpFormat format, long ssrc, long rtxSsrc, String cname) {
    /** Whether lost packets are resent on their own stream. */
    public boolean hasRtx() {
        return rtxSsrc != 0 && format.rtxPayloadType() >= 0;
    }
}
