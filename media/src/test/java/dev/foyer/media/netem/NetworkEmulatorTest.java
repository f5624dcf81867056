package dev.foyer.media.netem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NetworkEmulatorTest {
    private static final long MS = 1_000_000L;

    private static List<Integer> run(NetworkEmulator path, int count, long spacingNanos) {
        List<Integer> arrived = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            drain(path, i * spacingNanos, arrived);
            path.send(i * spacingNanos, new byte[] {(byte) (i >> 8), (byte) i});
        }
        drain(path, Long.MAX_VALUE, arrived);
        return arrived;
    }

    private static void drain(NetworkEmulator path, long now, List<Integer> into) {
        for (byte[] packet = path.poll(now); packet != null; packet = path.poll(now)) {
            into.add((packet[0] & 0xFF) << 8 | packet[1] & 0xFF);
        }
    }

    @Test
    void a_packet_arrives_after_the_delay_and_not_before() {
        NetworkEmulator path = new NetworkEmulator(1, NetworkEmulator.Profile.delay(20 * MS));
        path.send(5 * MS, new byte[] {7});
        assertThat(path.nextTimeoutNanos()).isEqualTo(25 * MS);
        assertThat(path.poll(25 * MS - 1)).isNull();
        assertThat(path.poll(25 * MS)).containsExactly(7);
        assertThat(path.nextTimeoutNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void loss_has_about_the_chosen_rate_and_is_counted() {
        NetworkEmulator path =
                new NetworkEmulator(2, NetworkEmulator.Profile.delay(MS).withLoss(0.2));
        List<Integer> arrived = run(path, 10_000, 1000);
        assertThat(path.sent()).isEqualTo(10_000);
        assertThat(path.lost()).isBetween(1800L, 2200L);
        assertThat(arrived).hasSize((int) (path.sent() - path.lost())).isSorted();
    }

    @Test
    void bursts_lose_neighbouring_packets() {
        NetworkEmulator path =
                new NetworkEmulator(3, NetworkEmulator.Profile.delay(MS).withBursts(0.01, 10));
        List<Integer> arrived = run(path, 10_000, 1000);
        int holes = 0;
        for (int i = 1; i < arrived.size(); i++) {
            holes += arrived.get(i) > arrived.get(i - 1) + 1 ? 1 : 0;
        }
        assertThat(path.lost()).isBetween(500L, 1500L);
        assertThat((double) path.lost() / holes).isBetween(6.0, 15.0);
    }

    @Test
    void duplicates_arrive_twice() {
        NetworkEmulator path =
                new NetworkEmulator(4, NetworkEmulator.Profile.delay(MS).withDuplication(0.1));
        assertThat(run(path, 10_000, 1000)).hasSizeBetween(10_800, 11_200).isSorted();
    }

    @Test
    void reordering_holds_packets_back_but_loses_none() {
        NetworkEmulator path =
                new NetworkEmulator(5, NetworkEmulator.Profile.delay(MS).withReorder(0.05, 5 * MS));
        List<Integer> arrived = run(path, 1000, MS);
        assertThat(arrived).hasSize(1000).doesNotHaveDuplicates();
        assertThat(arrived.stream().sorted().toList()).isNotEqualTo(arrived);
    }

    @Test
    void jitter_spreads_arrivals_and_keeps_the_order() {
        NetworkEmulator path =
                new NetworkEmulator(6, NetworkEmulator.Profile.delay(MS).withJitter(10 * MS));
        assertThat(run(path, 1000, MS)).hasSize(1000).isSorted();
    }

    @Test
    void the_rate_limit_spaces_packets_and_a_full_queue_drops() {
        NetworkEmulator path =
                new NetworkEmulator(7, NetworkEmulator.Profile.delay(0).withRate(8_000_000, 3000));
        for (int i = 0; i < 5; i++) {
            path.send(0, new byte[1000]);
        }
        assertThat(path.lost()).isEqualTo(2);
        assertThat(path.nextTimeoutNanos()).isEqualTo(MS);
        assertThat(path.poll(MS)).hasSize(1000);
        assertThat(path.nextTimeoutNanos()).isEqualTo(2 * MS);
    }

    @Test
    void the_same_seed_gives_the_same_run() {
        NetworkEmulator.Profile profile =
                NetworkEmulator.Profile.delay(MS).withLoss(0.1).withJitter(MS).withReorder(0.1, 3 * MS);
        assertThat(run(new NetworkEmulator(8, profile), 500, MS))
                .isEqualTo(run(new NetworkEmulator(8, profile), 500, MS))
                .isNotEqualTo(run(new NetworkEmulator(9, profile), 500, MS));
    }
}
