package dev.foyer.media.sdp;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which announced track each sending section of an offer carries: by the track id of its msid (RFC 8830), else by
 * stream id and kind, since Firefox writes another track id than the one that scripts see. A track gets one section.
 */
final class TrackMatcher {
    private TrackMatcher() {}

    /** Requests by index of the section. */
    static Map<Integer, TrackRequest> match(SdpDescription offer, Map<String, TrackRequest> allowed) {
        Map<Integer, TrackRequest> matched = new HashMap<>();
        Set<String> taken = new HashSet<>();
        for (boolean exact : new boolean[] {true, false}) {
            for (int i = 0; i < offer.media().size(); i++) {
                SdpSection section = offer.media().get(i);
                Msid msid = offer.sends(section) && !matched.containsKey(i) ? Msid.of(section) : null;
                if (msid != null) {
                    TrackRequest found = find(section, msid, allowed, exact, taken);
                    if (found != null) {
                        taken.add(found.trackId());
                        matched.put(i, found);
                    }
                }
            }
        }
        return matched;
    }

    private static @Nullable TrackRequest find(
            SdpSection section, Msid msid, Map<String, TrackRequest> allowed, boolean exact, Set<String> taken) {
        if (exact) {
            TrackRequest request = allowed.get(msid.track());
            return request != null && usable(request, section, taken) ? request : null;
        }
        for (TrackRequest request : allowed.values()) {
            if (request.streamId().equals(msid.stream()) && usable(request, section, taken)) {
                return request;
            }
        }
        return null;
    }

    /** Ids that cannot be written into other peers' descriptions make a track unusable. */
    private static boolean usable(TrackRequest request, SdpSection section, Set<String> taken) {
        return request.kind().equals(section.kind)
                && !taken.contains(request.trackId())
                && SdpParser.isWord(request.trackId())
                && SdpParser.isWord(request.streamId())
                && !request.streamId().equals("-");
    }

    /** The ids in an {@code a=msid} line, or in the older form of it on an {@code a=ssrc} line. */
    record Msid(String stream, String track) {
        static @Nullable Msid of(SdpSection section) {
            for (String value : section.all("msid")) {
                String[] words = value.split(" +");
                if (!words[0].isEmpty()) {
                    return new Msid(words[0], words.length > 1 ? words[1] : "");
                }
            }
            for (String value : section.all("ssrc")) {
                String[] words = value.split(" +");
                if (words.length >= 2 && words[1].startsWith("msid:")) {
                    return new Msid(words[1].substring("msid:".length()), words.length > 2 ? words[2] : "");
                }
            }
            return null;
        }
    }
}
