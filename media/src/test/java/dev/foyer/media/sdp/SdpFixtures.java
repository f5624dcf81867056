package dev.foyer.media.sdp;

import dev.foyer.media.ice.IceCredentials;
import dev.foyer.media.stream.Codec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Descriptions recorded from Chromium, and our own end of the connections. */
final class SdpFixtures {
    static final List<String> OFFERS = List.of(
            "publish-1-datachannel",
            "publish-2-audio",
            "publish-3-audio-video",
            "publish-4-ice-restart",
            "publish-5-unpublished",
            "publish-simulcast",
            "sendrecv-with-candidates",
            "firefox-shaped");

    private SdpFixtures() {}

    static String read(String name) {
        try (InputStream in = Objects.requireNonNull(SdpFixtures.class.getResourceAsStream(name + ".sdp"), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static LocalTransport local(String ufrag) {
        return new LocalTransport(
                new IceCredentials(ufrag, "serverserverserverserver"),
                "AB" + ":01".repeat(31),
                List.of(
                        LocalCandidate.host("192.0.2.10", 40_000, 65_535),
                        LocalCandidate.host("2001:db8::10", 40_000, 65_534)));
    }

    static TrackRequest request(String trackId, String streamId, String kind) {
        return new TrackRequest(trackId, streamId, kind, kind.equals("audio") ? Codec.OPUS : Codec.VP8, 700);
    }

    /** The metadata that a client would announce with the offer: every media-level msid. */
    static Map<String, TrackRequest> announced(String offer) {
        Map<String, TrackRequest> tracks = new LinkedHashMap<>();
        String kind = "";
        Pattern msid = Pattern.compile("a=msid:(\\S+) (\\S+)");
        for (String line : offer.split("\r?\n")) {
            kind = line.startsWith("m=") ? line.substring(2, line.indexOf(' ')) : kind;
            Matcher matcher = msid.matcher(line);
            if (matcher.matches()) {
                tracks.put(matcher.group(2), request(matcher.group(2), matcher.group(1), kind));
            }
        }
        return tracks;
    }

    /** The lines of one section of a description, 0 for the first media section. */
    static List<String> section(String sdp, int index) {
        String[] parts = sdp.split("(?m)^(?=m=)");
        return List.of(parts[index + 1].split("\r\n"));
    }

    static List<String> sessionPart(String sdp) {
        return List.of(sdp.split("(?m)^(?=m=)")[0].split("\r\n"));
    }
}
