package dev.foyer.media.sctp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.media.netem.NetworkEmulator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SctpLifecycleTest {
    private static final long SECOND = Twin.SECOND;

    private static long closes(List<ChannelEvent> events) {
        return events.stream().filter(ChannelEvent.Closed.class::isInstance).count();
    }

    private static List<String> allTexts(Twin twin) {
        return twin.serverEvents.stream()
                .filter(ChannelEvent.Text.class::isInstance)
                .map(event -> ((ChannelEvent.Text) event).text())
                .toList();
    }

    @Test
    void a_closed_channel_closes_on_both_sides_and_its_id_is_used_again() {
        Twin twin = Twin.clean().connected();
        int stream = twin.server.openChannel("one", "");
        twin.server.send(stream, "last words");
        twin.server.closeChannel(stream);
        twin.run(5 * SECOND);
        assertThat(twin.clientEvents)
                .containsExactly(
                        new ChannelEvent.Opened(stream, "one", ""),
                        new ChannelEvent.Text(stream, "last words"),
                        new ChannelEvent.Closed(stream));
        assertThat(twin.serverEvents).endsWith(new ChannelEvent.Closed(stream)).hasSize(2);
        assertThat(twin.server.openChannel("two", "")).isEqualTo(stream);
        twin.server.send(stream, "again");
        twin.run(SECOND);
        assertThat(twin.clientEvents)
                .endsWith(new ChannelEvent.Opened(stream, "two", ""), new ChannelEvent.Text(stream, "again"));
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6, 7, 8, 9, 10})
    void channels_close_also_over_a_lossy_path(long seed) {
        Twin twin = new Twin(seed, NetworkEmulator.Profile.delay(20 * Twin.MS).withLoss(0.3)).connected();
        for (int round = 0; round < 20; round++) {
            int stream = twin.client.openChannel("r" + round, "");
            twin.client.send(stream, "t" + round);
            twin.client.closeChannel(stream);
            int known = round + 1;
            twin.runUntil(() -> closes(twin.clientEvents) == known, 300 * SECOND);
            twin.runUntil(() -> twin.server.queuedBytes() + twin.client.queuedBytes() == 0, 300 * SECOND);
            twin.runUntil(() -> closes(twin.serverEvents) == known, 300 * SECOND);
            assertThat(allTexts(twin)).hasSize(round + 1).endsWith("t" + round);
            assertThat(twin.serverEvents).endsWith(new ChannelEvent.Closed(stream));
        }
    }

    @Test
    void shutdown_delivers_what_was_sent_and_ends_both_sides() {
        Twin twin = Twin.clean().connected();
        int stream = twin.server.openChannel("s", "");
        twin.server.send(stream, "x".repeat(50_000));
        twin.server.shutdown();
        twin.run(5 * SECOND);
        assertThat(Twin.texts(twin.clientEvents, stream)).hasSize(1);
        assertThat(twin.clientEvents).endsWith(new ChannelEvent.AssociationClosed(SctpAssociation.SHUTDOWN));
        assertThat(twin.serverEvents).endsWith(new ChannelEvent.AssociationClosed(SctpAssociation.SHUTDOWN));
        assertThat(twin.server.nextTimeoutNanos()).isEqualTo(Long.MAX_VALUE);
        assertThat(twin.server.openChannel("late", "")).isEqualTo(-1);
        assertThat(twin.server.send(stream, "late")).isFalse();
    }

    @Test
    void both_sides_may_shut_down_at_once_over_a_lossy_path() {
        Twin twin = new Twin(6, NetworkEmulator.Profile.delay(20 * Twin.MS).withLoss(0.2)).connected();
        twin.server.shutdown();
        twin.client.shutdown();
        twin.run(60 * SECOND);
        assertThat(twin.server.established()).isFalse();
        assertThat(twin.client.established()).isFalse();
    }

    @Test
    void an_abort_ends_the_peer() {
        Twin twin = Twin.clean().connected();
        twin.client.abort();
        twin.run(SECOND);
        assertThat(twin.serverEvents).containsExactly(new ChannelEvent.AssociationClosed(SctpAssociation.ABORTED));
        assertThat(twin.clientEvents)
                .containsExactly(new ChannelEvent.AssociationClosed(SctpAssociation.ABORTED_LOCALLY));
    }

    @Test
    void a_peer_that_never_answers_the_handshake_is_unreachable() {
        Twin twin = new Twin(7, NetworkEmulator.Profile.delay(Twin.MS).withLoss(1));
        twin.server.connect(twin.now);
        twin.run(200 * SECOND);
        assertThat(twin.serverEvents).containsExactly(new ChannelEvent.AssociationClosed(SctpAssociation.UNREACHABLE));
        assertThat(twin.toClient.sent()).isEqualTo(9);
    }

    @Test
    void a_peer_that_stops_to_acknowledge_is_unreachable_and_the_queue_is_freed() {
        Twin twin = Twin.clean().connected();
        twin.toClient.profile(NetworkEmulator.Profile.delay(Twin.MS).withLoss(1));
        int stream = twin.server.openChannel("gone", "");
        twin.server.send(stream, new byte[200_000]);
        twin.run(200 * SECOND);
        assertThat(twin.serverEvents).containsExactly(new ChannelEvent.AssociationClosed(SctpAssociation.UNREACHABLE));
        assertThat(twin.server.queuedBytes()).isZero();
    }

    @Test
    void names_that_are_too_long_and_ids_beyond_the_limit_are_refused() {
        SctpAssociation alone = new SctpAssociation(new SplittableRandom(1));
        assertThat(alone.openChannel("l".repeat(1025), "")).isEqualTo(-1);
        for (int i = 0; i < 512; i++) {
            assertThat(alone.openChannel("c", "")).isEqualTo(2 * i + 1);
        }
        assertThat(alone.openChannel("c", "")).isEqualTo(-1);
    }
}
