package dev.foyer.media.sdp;

import java.util.List;

/**
 * What came of an answer on the subscribe connection.
 *
 * @param sections all sections that carry a track now
 */
public record SubscribeResult(RemoteTransport remote, List<SendSection> sections) {
    public SubscribeResult {
        sections = List.copyOf(sections);
    }
}
