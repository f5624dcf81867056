package dev.foyer.media.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.foyer.media.forward.DropReason;
import dev.foyer.media.netem.NetworkEmulator.Profile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A publisher and a viewer with the forwarding unit between them, over bad paths. In every run the viewer checks each packet
 * that its decoder gets: no hole that it was not told of, every byte, picture numbers and clocks that go on.
 */
class TwinTest {
    private static final long MS = Call.MS;
    private static final Profile LAN = Call.LAN;

    @Test
    void a_clean_path_loses_and_repeats_nothing() throws InterruptedException {
        try (Call call = new Call(Call.Plan.of(1, LAN, LAN)).holds(10_000)) {
            assertThat(call.viewer.decoder.decoded).hasSizeGreaterThan(295);
            assertThat(call.share(0, call.publisher.frames - 5)).isEqualTo(1);
            assertThat(call.audioShare()).isGreaterThan(0.99);
            assertThat(call.freeze(100, 9_900)).isLessThan(40);
            assertThat(call.viewer.nacks + call.viewer.plis + call.publisher.resent)
                    .isZero();
            assertThat(call.router.counters().nacksOut()).isZero();
            // The one request is for the subscription's start.
            assertThat(call.publisher.plis).isEqualTo(1);
            assertThat(call.publisher.reportedLost).isZero();
            assertThat(call.publisher.feedback).isGreaterThan(20);
            assertThat(call.publisher.remb).isBetween(8, 11);
            assertThat(call.viewer.mids).containsExactlyInAnyOrder(Viewer.VIDEO + ":5", Viewer.AUDIO + ":6");
            assertThat(call.viewer.audio.lastLevel).isEqualTo(30);
        }
    }

    @Test
    void sender_reports_keep_to_the_publishers_clock() throws InterruptedException {
        Profile path = LAN.withLoss(0.1).withJitter(30 * MS);
        try (Call call = new Call(Call.Plan.of(2, path, path)).holds(12_000)) {
            assertThat(call.viewer.senderReports).isGreaterThan(7);
            assertThat(call.viewer.worstClockError).isLessThanOrEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "5, publisher, 0.99, 600", "5, viewer, 0.99, 600", "5, both, 0.99, 600",
        "15, publisher, 0.97, 1200", "15, viewer, 0.97, 1200", "15, both, 0.97, 1200",
        "30, publisher, 0.85, 2500", "30, viewer, 0.9, 2500", "30, both, 0.8, 2500"
    })
    void random_loss_is_repaired(int percent, String leg, double expected, long longestFreeze)
            throws InterruptedException {
        Profile lossy = LAN.withLoss(percent / 100.0);
        boolean up = !leg.equals("viewer");
        boolean down = !leg.equals("publisher");
        try (Call call = new Call(Call.Plan.of(percent, up ? lossy : LAN, down ? lossy : LAN)).holds(15_000)) {
            assertThat(call.firstAfter(0)).as("first frame").isLessThan(2_500);
            assertThat(call.share()).as("share").isGreaterThanOrEqualTo(expected);
            assertThat(call.freeze(2_500, 14_500)).as("freeze").isLessThan(longestFreeze);
            double through = Math.pow(1 - percent / 100.0, up && down ? 2 : 1);
            assertThat(call.audioShare()).as("audio").isCloseTo(through, within(0.05));
            assertThat(call.publisher.resent).matches(resent -> up == (resent > 0));
            assertThat(call.viewer.recovered).matches(recovered -> !down || recovered > 0);
            double lost = up ? call.publisher.packets * percent / 100.0 : 0;
            assertThat((double) call.publisher.reportedLost).isCloseTo(lost, within(0.35 * lost));
            assertThat(call.publisher.audioNacks).as("NACKs nobody agreed on").isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void bursts_of_loss_are_repaired(int seed) throws InterruptedException {
        Profile path = LAN.withBursts(0.01, 8);
        try (Call call = new Call(Call.Plan.of(seed, path, path)).holds(12_000)) {
            assertThat(call.publishing.up.lost()).isGreaterThan(50);
            assertThat(call.share()).isGreaterThan(0.95);
            assertThat(call.freeze(2_500, 11_500)).isLessThan(1_500);
        }
    }

    @Test
    void reordering_costs_no_frame_and_few_requests() throws InterruptedException {
        Profile path = LAN.withReorder(0.1, 15 * MS);
        try (Call call = new Call(Call.Plan.of(4, path, path)).holds(10_000)) {
            assertThat(call.share()).isEqualTo(1);
            assertThat(call.audioShare()).isGreaterThan(0.99);
            assertThat(call.freeze(2_500, 9_500)).isLessThan(150);
            assertThat(call.viewer.plis).isZero();
            assertThat(call.router.counters().nacksOut()).isLessThan(call.publisher.packets / 10);
        }
    }

    @Test
    void duplicates_reach_nobody() throws InterruptedException {
        Profile path = LAN.withDuplication(0.3);
        try (Call call = new Call(Call.Plan.of(5, path, path)).holds(8_000)) {
            assertThat(call.share()).isEqualTo(1);
            assertThat(call.publishing.server.dropped()).isGreaterThan(300);
            assertThat(call.router.counters().packetsIn())
                    .isLessThanOrEqualTo(call.publisher.packets + call.publisher.audioPackets);
            assertThat(call.viewer.late + call.viewer.nacks + call.publisher.resent)
                    .isZero();
            assertThat(call.router.counters().drops(DropReason.DUPLICATE)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 100, 300, 600})
    void long_and_unsteady_paths_are_repaired_too(int delayMillis) throws InterruptedException {
        Profile path = Profile.delay(delayMillis * MS).withJitter(40 * MS).withLoss(0.02);
        try (Call call = new Call(Call.Plan.of(delayMillis, path, path)).holds(20_000)) {
            long oneWay = 2L * delayMillis + 80;
            assertThat(call.firstAfter(0)).isBetween(2L * delayMillis, oneWay + 4L * delayMillis + 500);
            // Four seconds at either end: two round trips of repair on each leg.
            assertThat(call.share(120, call.publisher.frames - 120)).isGreaterThan(0.98);
            assertThat(call.freeze(5_000, 19_000)).isLessThan(6L * delayMillis + 600);
            assertThat(call.viewer.givenUp).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"publisher", "viewer", "both"})
    void after_three_seconds_without_a_path_frames_come_within_two(String leg) throws InterruptedException {
        try (Call call = new Call(Call.Plan.of(6, LAN, LAN))) {
            call.run(4_000);
            Profile dead = LAN.withLoss(1);
            call.publishing.paths(leg.equals("viewer") ? LAN : dead, leg.equals("viewer") ? LAN : dead);
            call.viewing.paths(leg.equals("publisher") ? LAN : dead, leg.equals("publisher") ? LAN : dead);
            call.run(3_000);
            assertThat(call.firstAfter(4_100)).isEqualTo(Long.MAX_VALUE);
            call.publishing.paths(LAN, LAN);
            call.viewing.paths(LAN, LAN);
            call.holds(6_000);
            assertThat(call.firstAfter(4_100)).isBetween(7_000L, 9_000L);
            assertThat(call.freeze(9_000, 12_900)).isLessThan(100);
            assertThat(call.viewer.audio.received()).isGreaterThan(470);
        }
    }

    @Test
    void numbers_and_clocks_wrap_unnoticed_on_both_legs() throws InterruptedException {
        Publisher.Shape shape = new Publisher.Shape(60_000, 0xFFFF_FFFFL - 10 * 90_000, 32_500, 48, 40);
        Profile path = LAN.withLoss(0.01);
        try (Call call = new Call(Call.Plan.of(7, LAN, LAN).shaped(shape))) {
            call.run(1_000);
            call.publishing.paths(path, path);
            call.viewing.paths(path, path);
            call.holds(24_000);
            assertThat(call.publisher.packets).isGreaterThan(34_000);
            assertThat(call.viewer.highest()).isGreaterThan(0x2_0000L);
            assertThat(call.share()).isEqualTo(1);
            assertThat(call.viewer.plis).isZero();
            assertThat(call.freeze(1_000, 24_000)).isLessThan(700);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void pausing_and_resuming_under_loss_goes_on_at_a_key_frame(int seed) throws InterruptedException {
        Profile path = LAN.withLoss(0.1).withJitter(15 * MS);
        try (Call call = new Call(Call.Plan.of(seed, path, path))) {
            call.run(4_010);
            call.forward(false);
            call.run(500);
            int audioBefore = call.viewer.audio.received();
            call.run(2_500);
            assertThat(call.firstAfter(5_100)).as("nothing while paused").isEqualTo(Long.MAX_VALUE);
            assertThat(call.viewer.audio.received()).isEqualTo(audioBefore);
            call.forward(true);
            call.holds(6_000);
            assertThat(call.firstAfter(5_100)).as("back").isLessThan(9_000);
            assertThat(call.viewer.audio.joins).isEqualTo(1);
            assertThat(call.viewer.audio.received() - audioBefore).isGreaterThan(200);
            assertThat(call.freeze(9_000, 12_500)).isLessThan(1_200);
            assertThat(call.share(300, call.publisher.frames - 45)).isGreaterThan(0.95);
        }
    }

    @Test
    void a_muted_publisher_costs_nothing_and_comes_back_at_once() throws InterruptedException {
        Profile path = LAN.withLoss(0.05);
        try (Call call = new Call(Call.Plan.of(8, path, path))) {
            call.run(4_000);
            call.publisher.muted(true);
            call.run(1_000);
            int requests = call.publisher.plis + call.viewer.plis;
            long nacks = call.router.counters().nacksOut() + call.viewer.nacks;
            int frames = call.publisher.frames;
            call.run(8_000);
            assertThat(call.viewer.decoder.decoded.getLast().frame()).isGreaterThan(frames - 4);
            assertThat(call.viewer.audio.lastLevel).isEqualTo(127);
            assertThat(call.publisher.plis + call.viewer.plis).isEqualTo(requests);
            assertThat(call.router.counters().nacksOut() + call.viewer.nacks).isEqualTo(nacks);
            call.publisher.muted(false);
            call.holds(4_000);
            assertThat(call.firstAfter(5_100)).isBetween(13_000L, 13_700L);
            assertThat(call.share(60, call.publisher.frames - 30)).isGreaterThan(0.99);
            assertThat(call.viewer.audio.joins).isZero();
        }
    }

    @Test
    void the_same_seed_gives_the_same_run() throws InterruptedException {
        Profile path =
                LAN.withLoss(0.15).withBursts(0.005, 5).withJitter(10 * MS).withDuplication(0.05);
        for (Profile profile : List.of(path, path.withReorder(0.05, 20 * MS))) {
            Call.Outcome first = outcome(9, profile);
            assertThat(outcome(9, profile)).isEqualTo(first);
            assertThat(outcome(10, profile)).isNotEqualTo(first);
        }
    }

    private static Call.Outcome outcome(long seed, Profile profile) throws InterruptedException {
        try (Call call = new Call(Call.Plan.of(seed, profile, profile)).holds(6_000)) {
            assertThat(call.viewer.decoder.decoded).hasSizeGreaterThan(60);
            return call.outcome();
        }
    }
}
