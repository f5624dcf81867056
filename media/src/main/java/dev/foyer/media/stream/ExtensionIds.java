package dev.foyer.media.stream;

/** One-byte header extension ids (RFC 8285) of one section as negotiated; 0 where an extension is not in use. */
public record ExtensionIds(
        int mid, int audioLevel, int transportCc, int absSendTime, int orientation, int rid, int repairedRid) {
    public static final ExtensionIds NONE = new ExtensionIds(0, 0, 0, 0, 0, 0, 0);
}
