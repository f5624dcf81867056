package dev.foyer.media.stream;

/**
 * How one section's packets are numbered on the wire.
 *
 * @param payloadType 0 to 127
 * @param rtxPayloadType RFC 4588 payload type, or -1 without retransmission stream
 */
public record RtpFormat(Codec codec, int payloadType, int rtxPayloadType, ExtensionIds extensions) {}
