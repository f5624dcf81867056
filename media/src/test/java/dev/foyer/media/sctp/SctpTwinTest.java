package dev.foyer.media.sctp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.media.netem.NetworkEmulator;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SctpTwinTest {
    private static final long MS = Twin.MS;
    private static final long SECOND = Twin.SECOND;

    @Test
    void both_sides_may_begin_at_once() {
        Twin twin = Twin.clean().connected();
        assertThat(twin.server.established()).isTrue();
        assertThat(twin.client.established()).isTrue();
    }

    @Test
    void one_side_alone_may_begin() {
        Twin twin = Twin.clean();
        twin.client.connect(twin.now);
        assertThat(twin.runUntil(() -> twin.server.established() && twin.client.established(), SECOND))
                .isTrue();
    }

    @Test
    void channels_open_from_both_sides_and_text_sent_before_the_answer_arrives() {
        Twin twin = Twin.clean();
        int ours = twin.server.openChannel("ion-sfu", "v1");
        int theirs = twin.client.openChannel("chat", "");
        assertThat(twin.server.send(ours, "early")).isTrue();
        assertThat(twin.client.send(theirs, "früh")).isTrue();
        twin.connected();
        twin.run(SECOND);
        assertThat(ours).isEqualTo(1);
        assertThat(theirs).isZero();
        assertThat(twin.serverEvents)
                .containsExactlyInAnyOrder(
                        new ChannelEvent.Opened(ours, "ion-sfu", "v1"),
                        new ChannelEvent.Opened(theirs, "chat", ""),
                        new ChannelEvent.Text(theirs, "früh"));
        assertThat(twin.clientEvents)
                .containsExactlyInAnyOrder(
                        new ChannelEvent.Opened(theirs, "chat", ""),
                        new ChannelEvent.Opened(ours, "ion-sfu", "v1"),
                        new ChannelEvent.Text(ours, "early"));
    }

    @Test
    void empty_and_binary_messages_keep_their_kind() {
        Twin twin = Twin.clean().connected();
        int stream = twin.server.openChannel("x", "");
        twin.server.send(stream, "");
        twin.server.send(stream, new byte[0]);
        twin.server.send(stream, new byte[] {1, 2, 3});
        twin.run(SECOND);
        assertThat(Twin.texts(twin.clientEvents, stream)).containsExactly("");
        List<byte[]> binaries = new ArrayList<>();
        for (ChannelEvent event : twin.clientEvents) {
            if (event instanceof ChannelEvent.Binary binary) {
                binaries.add(binary.bytes());
            }
        }
        assertThat(binaries).hasSize(2);
        assertThat(binaries.get(0)).isEmpty();
        assertThat(binaries.get(1)).containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "0.01,1", "0.05,2", "0.1,3", "0.2,4", "0.3,5", "0.3,6", "0.3,7"})
    void every_message_arrives_once_and_in_order_over_a_lossy_path(double loss, long seed) {
        NetworkEmulator.Profile profile = NetworkEmulator.Profile.delay(20 * MS)
                .withLoss(loss)
                .withDuplication(0.05)
                .withReorder(0.1, 15 * MS)
                .withJitter(5 * MS);
        Twin twin = new Twin(seed, profile).connected();
        int ours = twin.server.openChannel("a", "");
        int theirs = twin.client.openChannel("b", "");
        SplittableRandom random = new SplittableRandom(seed);
        List<String> down = new ArrayList<>();
        List<String> up = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            down.add(i + "d".repeat(random.nextInt(i % 10 == 0 ? 5000 : 300)));
            up.add(i + "u".repeat(random.nextInt(100)));
            assertThat(twin.server.send(ours, down.getLast())).isTrue();
            assertThat(twin.client.send(theirs, up.getLast())).isTrue();
            twin.run(random.nextLong(20 * MS));
        }
        twin.runUntil(() -> twin.server.queuedBytes() + twin.client.queuedBytes() == 0, 600 * SECOND);
        twin.run(SECOND);
        assertThat(Twin.texts(twin.clientEvents, ours)).isEqualTo(down);
        assertThat(Twin.texts(twin.serverEvents, theirs)).isEqualTo(up);
        assertThat(twin.server.receivedBytes() + twin.client.receivedBytes()).isZero();
    }

    @Test
    void a_message_of_the_largest_size_arrives_and_a_larger_one_is_refused() {
        Twin twin = new Twin(3, NetworkEmulator.Profile.delay(10 * MS).withLoss(0.02)).connected();
        int stream = twin.server.openChannel("big", "");
        String big = "x".repeat(262_144);
        assertThat(twin.server.send(stream, big + "y")).isFalse();
        assertThat(twin.server.send(stream, big)).isTrue();
        twin.runUntil(() -> twin.server.queuedBytes() == 0, 60 * SECOND);
        assertThat(Twin.texts(twin.clientEvents, stream)).containsExactly(big);
    }

    @Test
    void bursts_and_a_narrow_link_delay_but_lose_nothing() {
        NetworkEmulator.Profile profile =
                NetworkEmulator.Profile.delay(30 * MS).withBursts(0.005, 8).withRate(1_000_000, 20_000);
        Twin twin = new Twin(11, profile).connected();
        int stream = twin.server.openChannel("n", "");
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            sent.add(i + "z".repeat(5000));
            twin.server.send(stream, sent.getLast());
        }
        long start = twin.now;
        assertThat(twin.runUntil(() -> twin.server.queuedBytes() == 0, 120 * SECOND))
                .isTrue();
        assertThat(Twin.texts(twin.clientEvents, stream)).isEqualTo(sent);
        assertThat(twin.now - start).as("a timeout or two per burst, no stall").isLessThan(30 * SECOND);
    }

    @Test
    void a_narrow_link_that_drops_only_by_its_queue_is_filled() {
        NetworkEmulator.Profile profile = NetworkEmulator.Profile.delay(30 * MS).withRate(1_000_000, 20_000);
        Twin twin = new Twin(12, profile).connected();
        int stream = twin.server.openChannel("n", "");
        for (int i = 0; i < 100; i++) {
            twin.server.send(stream, "z".repeat(5000));
        }
        long start = twin.now;
        assertThat(twin.runUntil(() -> twin.server.queuedBytes() == 0, 120 * SECOND))
                .isTrue();
        assertThat(twin.now - start).as("four seconds at the link rate").isLessThan(7 * SECOND);
    }

    @Test
    void a_reader_that_stops_shuts_the_window_and_the_transfer_goes_on_when_it_reads_again() {
        Twin twin = Twin.clean().connected();
        int stream = twin.client.openChannel("slow", "");
        twin.serverReads = false;
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            sent.add(i + "w".repeat(100_000));
            assertThat(twin.client.send(stream, sent.getLast())).isTrue();
        }
        twin.run(120 * SECOND);
        assertThat(twin.server.receivedBytes()).isBetween(900_000L, (long) Receiver.HARD_BYTES);
        assertThat(twin.client.established()).as("a shut window is no failure").isTrue();
        twin.serverReads = true;
        assertThat(twin.runUntil(() -> twin.client.queuedBytes() == 0, 60 * SECOND))
                .isTrue();
        assertThat(Twin.texts(twin.serverEvents, stream)).isEqualTo(sent);
    }

    @Test
    void a_full_send_queue_refuses_more() {
        SctpAssociation alone = new SctpAssociation(new SplittableRandom(1));
        int stream = alone.openChannel("q", "");
        int accepted = 0;
        while (alone.send(stream, new byte[100_000])) {
            accepted++;
        }
        assertThat(accepted).isBetween(40, 42);
        assertThat(alone.queuedBytes()).isLessThanOrEqualTo(Sender.MAX_QUEUED);
    }
}
