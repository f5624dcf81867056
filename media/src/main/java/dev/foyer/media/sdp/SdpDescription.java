package dev.foyer.media.sdp;

import java.util.ArrayList;
import java.util.List;

/**
 * A parsed description.
 *
 * @param sessionId of the {@code o=} line
 * @param mids of the media sections, one each, unique
 */
record SdpDescription(String sessionId, SdpSection session, List<SdpSection> media, List<String> mids) {

    /** The mids that share one transport (RFC 8843); without a group it is the first section alone. */
    List<String> bundle() {
        for (String group : session.all("group")) {
            List<String> words = new ArrayList<>(List.of(group.split(" +")));
            if (words.removeFirst().equals("BUNDLE")) {
                return words;
            }
        }
        return mids.isEmpty() ? List.of() : List.of(mids.getFirst());
    }

    /** Direction of a media section, inherited from the session where it says nothing. */
    String direction(SdpSection section) {
        String own = section.direction();
        String inherited = own == null ? session.direction() : own;
        return inherited == null ? "sendrecv" : inherited;
    }

    boolean sends(SdpSection section) {
        String direction = direction(section);
        return !section.rejected() && (direction.equals("sendonly") || direction.equals("sendrecv"));
    }

    boolean receives(SdpSection section) {
        String direction = direction(section);
        return !section.rejected() && (direction.equals("recvonly") || direction.equals("sendrecv"));
    }
}
