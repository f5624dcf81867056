package dev.foyer.media.sdp;

import dev.foyer.media.stream.Codec;
import dev.foyer.media.stream.ExtensionIds;
import dev.foyer.media.stream.RtpFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One codec of a section as offered or answered.
 *
 * @param rtxPayloadType of its retransmission stream (RFC 4588), or -1
 * @param feedback the rtcp-fb values (RFC 4585) of it that we understand
 */
record PayloadFormat(Codec codec, int payloadType, int rtxPayloadType, List<String> feedback) {
    static final PayloadFormat OWN_OPUS = new PayloadFormat(Codec.OPUS, 111, -1, List.of("transport-cc"));
    static final PayloadFormat OWN_VP8 =
            new PayloadFormat(Codec.VP8, 96, 97, List.of("goog-remb", "transport-cc", "ccm fir", "nack", "nack pli"));

    private static final String OPUS_PARAMETERS = "minptime=10;useinbandfec=1;usedtx=1";
    private static final Pattern APT = Pattern.compile("(?:^|[; ])apt=(\\d{1,3})(?:$|[; ])");

    static PayloadFormat own(Codec codec) {
        return switch (codec) {
            case OPUS -> OWN_OPUS;
            case VP8 -> OWN_VP8;
        };
    }

    static String kind(Codec codec) {
        return codec == Codec.OPUS ? "audio" : "video";
    }

    /** The codec of a section's kind that keeps an inactive section formally alive. */
    static @Nullable PayloadFormat any(SdpSection section) {
        for (Codec codec : Codec.values()) {
            if (kind(codec).equals(section.kind)) {
                PayloadFormat found = find(section, codec);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    static @Nullable PayloadFormat find(SdpSection section, Codec codec) {
        if (!section.kind.equals(kind(codec))) {
            return null;
        }
        Map<String, String> encodings = values(section, "rtpmap");
        for (String format : section.formats) {
            int type = payloadType(format);
            if (type >= 0 && encoding(codec).equalsIgnoreCase(encodings.get(format))) {
                List<String> feedback = feedback(section, format, own(codec).feedback());
                // Without NACK nobody would ask for a retransmission.
                int rtx = feedback.contains("nack") ? retransmission(section, encodings, type) : -1;
                return new PayloadFormat(codec, type, rtx, feedback);
            }
        }
        return null;
    }

    RtpFormat rtp(ExtensionIds extensions) {
        return new RtpFormat(codec, payloadType, rtxPayloadType, extensions);
    }

    /** Payload types for the media line. */
    String types() {
        return rtxPayloadType < 0 ? Integer.toString(payloadType) : payloadType + " " + rtxPayloadType;
    }

    void write(SdpText out) {
        out.attribute("rtpmap", payloadType + " " + encoding(codec));
        for (String value : feedback) {
            out.attribute("rtcp-fb", payloadType + " " + value);
        }
        if (codec == Codec.OPUS) {
            out.attribute("fmtp", payloadType + " " + OPUS_PARAMETERS);
        }
        if (rtxPayloadType >= 0) {
            out.attribute("rtpmap", rtxPayloadType + " rtx/" + codec.clockRate());
            out.attribute("fmtp", rtxPayloadType + " apt=" + payloadType);
        }
    }

    private static String encoding(Codec codec) {
        return switch (codec) {
            case OPUS -> "opus/48000/2";
            case VP8 -> "VP8/90000";
        };
    }

    private static int retransmission(SdpSection section, Map<String, String> encodings, int primary) {
        Map<String, String> parameters = values(section, "fmtp");
        for (String format : section.formats) {
            int type = payloadType(format);
            if (type >= 0 && type != primary && "rtx/90000".equalsIgnoreCase(encodings.get(format))) {
                Matcher apt = APT.matcher(parameters.getOrDefault(format, ""));
                if (apt.find() && SdpParser.number(apt.group(1), 127) == primary) {
                    return type;
                }
            }
        }
        return -1;
    }

    private static List<String> feedback(SdpSection section, String format, List<String> wanted) {
        List<String> found = new ArrayList<>();
        for (String value : section.all("rtcp-fb")) {
            int space = value.indexOf(' ');
            if (space > 0) {
                String type = value.substring(0, space);
                String what = value.substring(space + 1).strip();
                if ((type.equals(format) || type.equals("*")) && wanted.contains(what) && !found.contains(what)) {
                    found.add(what);
                }
            }
        }
        return List.copyOf(found);
    }

    /** What the {@code name} lines say, by payload type; the first line of each counts. */
    private static Map<String, String> values(SdpSection section, String name) {
        Map<String, String> values = new HashMap<>();
        for (String value : section.all(name)) {
            int space = value.indexOf(' ');
            if (space > 0) {
                values.putIfAbsent(
                        value.substring(0, space), value.substring(space + 1).strip());
            }
        }
        return values;
    }

    /** A dynamic or static payload type that cannot be taken for RTCP on the same port (RFC 5761 §4), or -1. */
    private static int payloadType(String format) {
        int type = (int) SdpParser.number(format, 127);
        return type >= 64 && type < 96 ? -1 : type;
    }
}
