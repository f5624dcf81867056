package dev.foyer.media.sdp;

import dev.foyer.media.ice.IceCredentials;
import java.util.List;

/**
 * Our end of one connection.
 *
 * @param fingerprint SHA-256 of our certificate, upper case hex with colons
 * @param candidates every address we listen at, best first
 */
public record LocalTransport(IceCredentials ice, String fingerprint, List<LocalCandidate> candidates) {
    public LocalTransport {
        candidates = List.copyOf(candidates);
    }
}
