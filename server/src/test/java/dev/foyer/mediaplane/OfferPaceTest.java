package dev.foyer.mediaplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OfferPaceTest {
    private static final long NOW = TimeUnit.HOURS.toNanos(-3);

    private final OfferPace pace = new OfferPace();

    @Test
    void the_first_offer_goes_at_once_however_many_tracks_it_names() {
        assertThat(pace.earliestNanos(500)).isLessThan(NOW);
    }

    @Test
    void between_two_people_the_next_offer_hardly_waits() {
        pace.offered(NOW);
        assertThat(pace.earliestNanos(2) - NOW).isLessThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(25));
    }

    @Test
    void in_a_full_room_offers_are_a_quarter_of_a_second_apart_and_never_more() {
        pace.offered(NOW);
        assertThat(pace.earliestNanos(18) - NOW).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(200));
        assertThat(pace.earliestNanos(1_000) - NOW).isEqualTo(TimeUnit.MILLISECONDS.toNanos(250));
    }
}
