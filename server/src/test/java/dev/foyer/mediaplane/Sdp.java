package dev.foyer.mediaplane;

import dev.foyer.media.peer.TestClient;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a browser would write, cut down to what matters. */
final class Sdp {
    static final String STREAM = "stream-1";
    static final String AUDIO = "track-audio";
    static final String VIDEO = "track-video";
    static final int AUDIO_SSRC = 1111;
    static final int VIDEO_SSRC = 2222;

    private Sdp() {}

    /** A publish offer with the data channel, one Opus and one VP8 track. */
    static String publishOffer(TestClient client) {
        String transport =
                """
                a=ice-ufrag:%s
                a=ice-pwd:%s
                a=ice-options:trickle
                a=fingerprint:sha-256 %s
                a=setup:actpass
                """.formatted(client.credentials().ufrag(), client.credentials().pwd(), client.fingerprint());
        String head = """
                v=0
                o=- 6096612866027507332 2 IN IP4 127.0.0.1
                s=-
                t=0 0
                a=group:BUNDLE 0 1 2
                m=application 9 UDP/DTLS/SCTP webrtc-datachannel
                c=IN IP4 0.0.0.0
                a=mid:0
                a=sctp-port:5000
                """;
        String sections = head + transport + audio() + transport + video() + transport;
        return sections.replace("\n", "\r\n");
    }

    private static String audio() {
        return """
                m=audio 9 UDP/TLS/RTP/SAVPF 111
                c=IN IP4 0.0.0.0
                a=mid:1
                a=sendonly
                a=msid:stream-1 track-audio
                a=rtcp-mux
                a=rtpmap:111 opus/48000/2
                a=fmtp:111 minptime=10;useinbandfec=1
                a=ssrc:1111 cname:c
                """;
    }

    private static String video() {
        return """
                m=video 9 UDP/TLS/RTP/SAVPF 96
                c=IN IP4 0.0.0.0
                a=mid:2
                a=sendonly
                a=msid:stream-1 track-video
                a=rtcp-mux
                a=rtpmap:96 VP8/90000
                a=rtcp-fb:96 nack
                a=rtcp-fb:96 nack pli
                a=ssrc:2222 cname:c
                """;
    }

    /** Agrees to everything in a subscribe offer. */
    static String answer(String offer, TestClient client) {
        StringBuilder out = new StringBuilder();
        for (String line : offer.split("\r\n")) {
            if (line.startsWith("a=ssrc") || line.startsWith("a=msid:") || line.startsWith("a=candidate")) {
                continue;
            }
            String mine = line;
            if (line.startsWith("a=ice-ufrag:")) {
                mine = "a=ice-ufrag:" + client.credentials().ufrag();
            } else if (line.startsWith("a=ice-pwd:")) {
                mine = "a=ice-pwd:" + client.credentials().pwd();
            } else if (line.startsWith("a=fingerprint:")) {
                mine = "a=fingerprint:sha-256 " + client.fingerprint();
            } else if (line.startsWith("a=setup:")) {
                mine = "a=setup:active";
            } else if (line.equals("a=sendonly")) {
                mine = "a=recvonly";
            } else if (line.equals("a=ice-lite")) {
                continue;
            }
            out.append(mine).append("\r\n");
        }
        return out.toString();
    }

    /** The SSRC that an offer announces for a track. */
    static long ssrcOf(String offer, String trackId) {
        String section = offer.substring(offer.indexOf(" " + trackId));
        Matcher matcher = Pattern.compile("a=ssrc:(\\d+) ").matcher(section);
        if (!matcher.find()) {
            throw new AssertionError("no SSRC of " + trackId + " in " + offer);
        }
        return Long.parseLong(matcher.group(1));
    }
}
