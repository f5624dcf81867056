package dev.foyer.media.sdp;

import dev.foyer.media.stream.Codec;

/**
 * A track that the peer announced and may publish.
 *
 * @param kind {@code audio} or {@code video}
 * @param codec the only codec that is accepted for it
 * @param maxKbps bandwidth asked of a video sender, 0 for no limit
 */
public record TrackRequest(String trackId, String streamId, String kind, Codec codec, int maxKbps) {}
