package dev.foyer.link;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/** One event as iCalendar text (RFC 5545). */
final class Calendar {
    private static final int MAX_OCTETS = 75;
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private Calendar() {}

    /**
     * A call at a link.
     *
     * @param link absolute address
     * @param now when this was asked for
     * @return lines end with CR LF and have 75 octets at most
     */
    static String event(String link, String title, Instant start, Duration duration, Instant now) {
        StringBuilder text = new StringBuilder();
        line(text, "BEGIN:VCALENDAR");
        line(text, "VERSION:2.0");
        line(text, "PRODID:-//Foyer//Room links//EN");
        line(text, "METHOD:PUBLISH");
        line(text, "BEGIN:VEVENT");
        // The same link at the same time is the same event, however often it is added.
        line(text, "UID:" + uid(link + " " + start));
        line(text, "DTSTAMP:" + UTC.format(now));
        line(text, "DTSTART:" + UTC.format(start));
        line(text, "DTEND:" + UTC.format(start.plus(duration)));
        line(text, "SUMMARY:" + escaped(title));
        line(text, "LOCATION:" + escaped(link));
        line(text, "URL:" + link);
        line(text, "END:VEVENT");
        line(text, "END:VCALENDAR");
        return text.toString();
    }

    /** TEXT values: section 3.3.11. */
    static String escaped(String value) {
        return value.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replaceAll("\r\n|\r|\n", "\\\\n");
    }

    /** Folds as section 3.1 says, but never within a character. */
    private static void line(StringBuilder text, String content) {
        int used = 0;
        for (int at = 0; at < content.length(); ) {
            int character = content.codePointAt(at);
            int octets = octets(character);
            if (used + octets > MAX_OCTETS) {
                text.append("\r\n ");
                used = 1;
            }
            text.appendCodePoint(character);
            used += octets;
            at += Character.charCount(character);
        }
        text.append("\r\n");
    }

    private static int octets(int character) {
        if (character < 0x80) {
            return 1;
        }
        return character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    }

    private static String uid(String of) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(of.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16) + "@foyer";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
