package dev.foyer.media.sdp;

import dev.foyer.media.stream.Codec;

/**
 * A track that a subscriber shall receive, under the ids its publisher gave it.
 *
 * @param kind {@code audio} or {@code video}
 */
public record SendTrack(String trackId, String streamId, String kind, Codec codec) {}
