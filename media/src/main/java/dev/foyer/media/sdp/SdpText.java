package dev.foyer.media.sdp;

import java.util.List;

/** Writes a description line by line. */
final class SdpText {
    private static final int MAX_MESSAGE = 262_144;

    private final StringBuilder out = new StringBuilder(4096);
    private final LocalTransport local;
    private final String setup;
    private boolean candidatesWritten;

    SdpText(LocalTransport local, String setup) {
        this.local = local;
        this.setup = setup;
    }

    /** The session part: we are ICE-lite (RFC 8445 §2.5) and bundle what is not rejected. */
    void session(long sessionId, long version, List<String> bundled) {
        line("v=0");
        line("o=- " + sessionId + " " + version + " IN IP4 127.0.0.1");
        line("s=-");
        line("t=0 0");
        attribute("ice-lite");
        if (!bundled.isEmpty()) {
            attribute("group", "BUNDLE " + String.join(" ", bundled));
        }
        attribute("msid-semantic", "WMS *");
    }

    void application(String protocol, String mid) {
        open("application", protocol, "webrtc-datachannel");
        transport();
        attribute("mid", mid);
        attribute("sctp-port", "5000");
        attribute("max-message-size", Integer.toString(MAX_MESSAGE));
    }

    /** Opens a section that is alive. */
    void open(String kind, String protocol, String formats) {
        line("m=" + kind + " 9 " + protocol + " " + formats);
        line("c=IN IP4 0.0.0.0");
    }

    void rejected(String kind, String protocol, String formats, String mid) {
        line("m=" + kind + " 0 " + protocol + " " + formats);
        line("c=IN IP4 0.0.0.0");
        attribute("mid", mid);
        attribute("inactive");
    }

    /** The transport, repeated in every section; the candidates only in the first, whose transport the bundle uses. */
    void transport() {
        if (!candidatesWritten) {
            candidatesWritten = true;
            int foundation = 1;
            for (LocalCandidate candidate : local.candidates()) {
                attribute(
                        "candidate",
                        foundation++ + " " + candidate.component() + " " + candidate.protocol() + " "
                                + candidate.priority() + " " + candidate.ip() + " " + candidate.port() + " typ "
                                + candidate.type());
            }
            attribute("end-of-candidates");
        }
        attribute("ice-ufrag", local.ice().ufrag());
        attribute("ice-pwd", local.ice().pwd());
        attribute("ice-options", "trickle");
        attribute("fingerprint", "sha-256 " + local.fingerprint());
        attribute("setup", setup);
    }

    void attribute(String name, String value) {
        line("a=" + name + ":" + value);
    }

    void attribute(String flag) {
        line("a=" + flag);
    }

    void line(String line) {
        out.append(line).append("\r\n");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
