package dev.foyer.media.forward;

/** Why a packet went no further. */
public enum DropReason {
    /** Not RTP, or not RTCP. */
    MALFORMED,
    /** Larger than any path carries. */
    OVERSIZED,
    /** From or to a connection that has no track. */
    UNKNOWN_CONNECTION,
    /** No track by SSRC, mid or payload type. */
    UNKNOWN_SSRC,
    DUPLICATE,
    /** Outside the numbering or older than the history. */
    TOO_OLD,
    /** A stream of a track whose other stream is forwarded. */
    NOT_SELECTED,
    /** A probe without payload. */
    PADDING,
    /** The subscription is paused. */
    PAUSED,
    /** The subscription waits for a key frame. */
    WAITING_KEY_FRAME,
    /** Sent before the point where the subscription started. */
    BEFORE_START,
    /** The egress did not take it. */
    EGRESS,
    /** A request for a packet that is gone or was never sent. */
    NACK_UNANSWERED,
    /** A subscriber asks for more than its share. */
    NACK_LIMITED
}
