package dev.foyer.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CalendarTest {
    private static final Instant START = Instant.parse("2026-03-01T14:30:00Z");

    private static String event(String title) {
        return Calendar.event(
                "https://acme.example.org/meeting/abc-defg-hij", title, START, Duration.ofMinutes(45), Instant.EPOCH);
    }

    @Test
    void an_event_has_what_calendars_need() {
        assertThat(event("Weekly").split("\r\n"))
                .startsWith("BEGIN:VCALENDAR", "VERSION:2.0")
                .contains(
                        "DTSTAMP:19700101T000000Z",
                        "DTSTART:20260301T143000Z",
                        "DTEND:20260301T151500Z",
                        "SUMMARY:Weekly",
                        "URL:https://acme.example.org/meeting/abc-defg-hij")
                .endsWith("END:VEVENT", "END:VCALENDAR");
        assertThat(event("Weekly")).isEqualTo(event("Weekly"));
    }

    @Test
    void text_cannot_leave_its_line() {
        assertThat(Calendar.escaped("a,b;c\\d\ne\r\nf\rg")).isEqualTo("a\\,b\\;c\\\\d\\ne\\nf\\ng");
        assertThat(event("x\r\nATTENDEE:mailto:evil@example.org")).doesNotContain("\nATTENDEE");
    }

    @Property(tries = 500)
    void lines_are_folded_at_75_octets_and_unfold_to_what_they_were(@ForAll String title) {
        String text = event(title);
        assertThat(text).endsWith("\r\n");
        List<String> lines = Stream.of(text.split("\r\n")).toList();
        assertThat(lines)
                .allSatisfy(line ->
                        assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75));
        assertThat(text.replace("\r\n ", "")).contains("\r\nSUMMARY:" + Calendar.escaped(title) + "\r\n");
    }

    @Test
    void a_character_is_never_cut_in_two() {
        String text = event("🎉".repeat(60));
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(text).doesNotContain("?");
        for (String line : text.split("\r\n ")) {
            assertThat(Character.isLowSurrogate(line.charAt(0))).isFalse();
        }
    }
}
