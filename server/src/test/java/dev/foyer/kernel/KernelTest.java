package dev.foyer.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelTest {
    @ParameterizedTest
    @CsvSource({
        "2026-01-05T09:00:00.120999Z,2026-01-05T09:00:00.12Z",
        "2026-01-05T09:00:00Z,2026-01-05T09:00:00Z",
        "2026-01-05T09:00:00.001Z,2026-01-05T09:00:00.001Z",
        "0001-01-01T00:00:00Z,0001-01-01T00:00:00Z",
    })
    void times_print_milliseconds_without_trailing_zeros(String instant, String text) {
        assertThat(Timestamps.format(Instant.parse(instant))).isEqualTo(text);
    }

    @Test
    void ids_are_hex_and_sort_in_the_order_they_were_made() {
        Instant[] now = {Instant.parse("2026-01-05T09:00:00Z")};
        Ids ids = new Ids(() -> now[0], new SecureRandom());
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            now[0] = now[0].plusMillis(10);
            made.add(ids.next());
        }
        assertThat(made).isSorted().doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9a-f]{24}"));
    }

    @Test
    void a_page_names_a_cursor_only_when_more_follows() {
        assertThat(Page.cut(2, List.of("c", "b", "a"), text -> text)).isEqualTo(new Page<>(2, List.of("c", "b"), "b"));
        assertThat(Page.cut(2, List.of("c", "b"), text -> text).last()).isEmpty();
        assertThat(new PageRequest(5, "").limit()).isEqualTo(10);
        assertThat(new PageRequest(500, null).limit()).isEqualTo(100);
    }

    @Test
    void a_redacted_value_does_not_print() {
        assertThat("" + new Redacted("abc-defg-hij")).isEqualTo("[redacted]");
    }
}
