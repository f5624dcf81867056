package dev.foyer.media.sdp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads descriptions (RFC 8866) as browsers write them. Unknown lines and attributes are passed over; sizes are bounded
 * and every failure is an {@link SdpException}.
 */
final class SdpParser {
    static final int MAX_CHARS = 1 << 20;
    static final int MAX_LINE = 4096;
    static final int MAX_SECTIONS = 1024;
    static final int MAX_ATTRIBUTES = 1000;
    static final int MAX_FORMATS = 128;
    static final int MAX_ID = 128;

    private final SdpSection session = new SdpSection("", 9, "", List.of());
    private final List<SdpSection> media = new ArrayList<>();
    private SdpSection current = session;
    private String sessionId = "";
    private int lineNumber;

    private SdpParser() {}

    static SdpDescription parse(String text) throws SdpException {
        if (text.length() > MAX_CHARS) {
            throw new SdpException("the description is longer than " + MAX_CHARS + " characters");
        }
        SdpParser parser = new SdpParser();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            int stop = end < 0 ? text.length() : end;
            int trimmed = stop > start && text.charAt(stop - 1) == '\r' ? stop - 1 : stop;
            parser.line(text.substring(start, trimmed));
            start = stop + 1;
        }
        return parser.finish();
    }

    /** Whether {@code id} can stand in an attribute as one word: visible ASCII, 1 to {@value #MAX_ID} characters. */
    static boolean isWord(String id) {
        return !id.isEmpty() && id.length() <= MAX_ID && id.chars().allMatch(c -> c > 0x20 && c < 0x7F);
    }

    /** A decimal number of at most {@code max}, or -1 for anything else. */
    static long number(String digits, long max) {
        if (digits.isEmpty() || digits.length() > 18 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        long value = Long.parseLong(digits);
        return value > max ? -1 : value;
    }

    private void line(String line) throws SdpException {
        lineNumber++;
        if (line.isEmpty()) {
            return;
        }
        check(line.length() <= MAX_LINE, "is longer than " + MAX_LINE + " characters");
        check(line.length() >= 2 && line.charAt(1) == '=', "is not of the form type=value");
        check(line.chars().noneMatch(c -> (c < 0x20 && c != '\t') || c == 0x7F), "holds a control character");
        check(lineNumber > 1 || line.equals("v=0"), "is not v=0");
        String value = line.substring(2);
        switch (line.charAt(0)) {
            case 'o' -> origin(value);
            case 'm' -> media(value);
            case 'a' -> {
                check(current.attributes.size() < MAX_ATTRIBUTES, "is one attribute too many");
                current.attributes.add(Attribute.parse(value));
            }
            default -> {
                // The other types say nothing that WebRTC uses.
            }
        }
    }

    private void origin(String value) throws SdpException {
        String[] words = value.split(" ");
        check(words.length == 6 && words[1].length() <= 32, "is not an origin");
        sessionId = words[1];
    }

    private void media(String value) throws SdpException {
        check(media.size() < MAX_SECTIONS, "is one media section too many");
        String[] words = value.split(" ");
        check(words.length >= 4 && words.length <= MAX_FORMATS + 3, "is not a media line");
        long port = number(words[1], 65_535);
        check(port >= 0, "has no usable port");
        check(isWord(words[0]) && isWord(words[2]), "is not a media line");
        List<String> formats = new ArrayList<>();
        for (int i = 3; i < words.length; i++) {
            check(isWord(words[i]), "has an unusable format");
            formats.add(words[i]);
        }
        current = new SdpSection(words[0], (int) port, words[2], List.copyOf(formats));
        media.add(current);
    }

    private SdpDescription finish() throws SdpException {
        if (sessionId.isEmpty()) {
            throw new SdpException("the description has no origin");
        }
        List<String> mids = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (SdpSection section : media) {
            String mid = section.first("mid");
            if (mid == null || !isWord(mid)) {
                throw new SdpException("media section " + mids.size() + " has no usable mid");
            }
            if (!seen.add(mid)) {
                throw new SdpException("two media sections have the same mid");
            }
            mids.add(mid);
        }
        return new SdpDescription(sessionId, session, List.copyOf(media), List.copyOf(mids));
    }

    private void check(boolean ok, String problem) throws SdpException {
        if (!ok) {
            throw new SdpException("line " + lineNumber + " " + problem);
        }
    }
}
