package dev.foyer.media.sdp;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The SSRCs that a section names (RFC 5576).
 *
 * @param primaries streams of media
 * @param rtxOf retransmission stream to its primary, from FID groups
 */
record StreamSources(List<Long> primaries, Map<Long, Long> rtxOf) {
    private static final int MAX = 16;
    private static final long MAX_SSRC = 0xFFFF_FFFFL;

    static StreamSources read(SdpSection section) {
        Map<Long, Long> rtxOf = new LinkedHashMap<>();
        for (String value : section.all("ssrc-group")) {
            String[] words = value.split(" +");
            if (words.length == 3 && words[0].equals("FID") && rtxOf.size() < MAX) {
                long primary = SdpParser.number(words[1], MAX_SSRC);
                long rtx = SdpParser.number(words[2], MAX_SSRC);
                if (primary > 0 && rtx > 0 && primary != rtx && !rtxOf.containsKey(primary)) {
                    rtxOf.putIfAbsent(rtx, primary);
                }
            }
        }
        Set<Long> primaries = new LinkedHashSet<>();
        for (String value : section.all("ssrc")) {
            long ssrc = SdpParser.number(value.split(" +")[0], MAX_SSRC);
            if (ssrc > 0 && !rtxOf.containsKey(ssrc) && primaries.size() < MAX) {
                primaries.add(ssrc);
            }
        }
        rtxOf.values().retainAll(primaries);
        return new StreamSources(List.copyOf(primaries), Map.copyOf(rtxOf));
    }
}
