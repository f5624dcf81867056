package dev.foyer.kernel;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** RFC 3339 in UTC with milliseconds, trailing zeros of the fraction trimmed: {@code 2026-01-05T09:00:00.12Z}. */
public final class Timestamps {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    private Timestamps() {}

    /** Text form on the wire. */
    public static String format(Instant instant) {
        Instant exact = instant.truncatedTo(ChronoUnit.MILLIS);
        long millis = Math.floorMod(exact.toEpochMilli(), 1000L);
        String fraction = millis == 0 ? "" : trimmed(String.format(Locale.ROOT, ".%03d", millis));
        return SECONDS.format(exact.atOffset(ZoneOffset.UTC)) + fraction + "Z";
    }

    /** Reads any RFC 3339 date-time; empty when it is none. RFC 3339 knows the years 0 to 9999. */
    public static Optional<Instant> parse(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text))
                    .filter(time -> time.getYear() >= 0 && time.getYear() <= 9999)
                    .map(OffsetDateTime::toInstant);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String trimmed(String fraction) {
        int end = fraction.length();
        while (fraction.charAt(end - 1) == '0') {
            end--;
        }
        return fraction.substring(0, end);
    }
}
