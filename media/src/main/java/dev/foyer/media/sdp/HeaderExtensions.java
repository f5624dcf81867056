package dev.foyer.media.sdp;

import dev.foyer.media.stream.ExtensionIds;
import java.util.LinkedHashMap;
import java.util.Map;

/** The RTP header extensions that we use (RFC 8285), their names and their ids in our own offers. */
final class HeaderExtensions {
    private static final String MID = "urn:ietf:params:rtp-hdrext:sdes:mid";
    private static final String AUDIO_LEVEL = "urn:ietf:params:rtp-hdrext:ssrc-audio-level";
    private static final String TRANSPORT_CC =
            "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01";
    private static final String ABS_SEND_TIME = "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time";
    private static final String ORIENTATION = "urn:3gpp:video-orientation";

    /** Ids of our offers; one id means the same in every section, as a bundle demands (RFC 8843 §9). */
    static final ExtensionIds OWN_AUDIO = new ExtensionIds(4, 1, 3, 2, 0, 0, 0);

    static final ExtensionIds OWN_VIDEO = new ExtensionIds(4, 0, 3, 2, 13, 0, 0);

    private HeaderExtensions() {}

    static ExtensionIds own(String kind) {
        return kind.equals("audio") ? OWN_AUDIO : OWN_VIDEO;
    }

    /** What a section names of ours. Ids beyond the one-byte form, and ids that appear twice, count as absent. */
    static ExtensionIds read(SdpSection section) {
        Map<String, Integer> ids = new LinkedHashMap<>();
        for (String value : section.all("extmap")) {
            String[] words = value.split(" +");
            if (words.length >= 2) {
                String id = words[0].contains("/") ? words[0].substring(0, words[0].indexOf('/')) : words[0];
                int number = (int) SdpParser.number(id, 14);
                if (number > 0 && !ids.containsValue(number)) {
                    ids.putIfAbsent(words[1], number);
                }
            }
        }
        boolean audio = section.kind.equals("audio");
        return new ExtensionIds(
                ids.getOrDefault(MID, 0),
                audio ? ids.getOrDefault(AUDIO_LEVEL, 0) : 0,
                ids.getOrDefault(TRANSPORT_CC, 0),
                ids.getOrDefault(ABS_SEND_TIME, 0),
                audio ? 0 : ids.getOrDefault(ORIENTATION, 0),
                0,
                0);
    }

    /** The extensions of {@code offered} that {@code answered} confirms with the same id. */
    static ExtensionIds confirmed(ExtensionIds offered, ExtensionIds answered) {
        return new ExtensionIds(
                same(offered.mid(), answered.mid()),
                same(offered.audioLevel(), answered.audioLevel()),
                same(offered.transportCc(), answered.transportCc()),
                same(offered.absSendTime(), answered.absSendTime()),
                same(offered.orientation(), answered.orientation()),
                0,
                0);
    }

    static void write(SdpText out, ExtensionIds ids) {
        line(out, ids.audioLevel(), AUDIO_LEVEL);
        line(out, ids.absSendTime(), ABS_SEND_TIME);
        line(out, ids.orientation(), ORIENTATION);
        line(out, ids.transportCc(), TRANSPORT_CC);
        line(out, ids.mid(), MID);
    }

    private static void line(SdpText out, int id, String uri) {
        if (id != 0) {
            out.attribute("extmap", id + " " + uri);
        }
    }

    private static int same(int offered, int answered) {
        return offered == answered ? offered : 0;
    }
}
