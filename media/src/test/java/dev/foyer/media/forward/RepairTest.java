package dev.foyer.media.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.media.stream.Rtx;
import dev.foyer.media.wire.PacketBuffer;
import dev.foyer.media.wire.RtcpReader;
import dev.foyer.media.wire.Rtp;
import dev.foyer.media.wire.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepairTest {
    private static final int PACKETS = 1500;

    private final Room room = new Room();
    private final Map<Integer, byte[]> sentByPublisher = new HashMap<>();
    private final TreeMap<Long, byte[]> seen = new TreeMap<>();
    private final Map<Long, Long> askedAt = new HashMap<>();
    private final List<Timed> uplink = new ArrayList<>();
    private final List<Timed> downlink = new ArrayList<>();
    private long highestSeen = -1;
    private long complete = Long.MAX_VALUE - 1;
    private int rtxSequence = 65_530;

    private record Timed(long at, byte[] bytes) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void loss_reordering_and_duplicates_on_both_legs_are_repaired(long seed) {
        Random random = new Random(seed);
        room.publishVideo();
        room.subscribeVideo(Room.VIEWER, seed != 3);
        for (int step = 0; step < PACKETS + 400; step++) {
            if (step < PACKETS) {
                int sequence = (64_000 + step) & 0xFFFF;
                byte[] packet =
                        room.vp8(sequence, 3000L * (step / 3), step % 3 == 0, step == 0, 30_000 + step / 3 & 0x7FFF);
                sentByPublisher.put(sequence, packet);
                transmit(uplink, packet, step == 0 || step == PACKETS - 1 ? null : random);
            }
            room.advance(5);
            deliver(uplink, room::receive);
            publisherAnswers(random);
            carry(random, step);
            deliver(downlink, this::view);
            viewerAsks();
        }
        assertThat(seen).hasSize(PACKETS);
        assertThat(seen.lastKey() - seen.firstKey()).isEqualTo(PACKETS - 1);
        int first = source(seen.firstEntry().getValue());
        seen.forEach(
                (out, bytes) -> assertThat(source(bytes)).isEqualTo((int) (first + out - seen.firstKey()) & 0xFFFF));
        assertThat(room.router.counters().recovered()).isPositive();
        assertThat(room.router.counters().resent()).isPositive();
        assertThat(room.router.counters().drops(DropReason.DUPLICATE)).isPositive();
        // Losing a tenth must not cost more requests than a few for each lost packet.
        assertThat(room.router.counters().nacksOut()).isLessThan(PACKETS / 3);
    }

    private static int source(byte[] packet) {
        return (packet[packet.length - 2] & 0xFF) << 8 | packet[packet.length - 1] & 0xFF;
    }

    private void transmit(List<Timed> link, byte[] bytes, Random random) {
        if (random == null) {
            link.add(new Timed(room.now, bytes));
            return;
        }
        int fate = random.nextInt(100);
        if (fate >= 10) {
            link.add(new Timed(room.now + (fate < 20 ? 12 * Room.MILLI : 0), bytes));
        }
        if (fate > 95) {
            link.add(new Timed(room.now + 3 * Room.MILLI, bytes));
        }
    }

    private void deliver(List<Timed> link, java.util.function.Consumer<byte[]> receiver) {
        List<Timed> ready = link.stream().filter(t -> t.at() <= room.now).toList();
        link.removeAll(ready);
        ready.forEach(t -> receiver.accept(t.bytes()));
    }

    private void publisherAnswers(Random random) {
        for (RtcpReader reader : room.control(Room.PUBLISHER, RepairTest::isNack)) {
            for (int i = 0; i < reader.nacks(); i++) {
                for (int bit = -1; bit < 16; bit++) {
                    if (bit < 0 || (reader.nackMask(i) >>> bit & 1) != 0) {
                        byte[] original = sentByPublisher.get((reader.nackSequence(i) + bit + 1) & 0xFFFF);
                        transmit(uplink, Room.rtx(original, rtxSequence++ & 0xFFFF), random);
                    }
                }
            }
        }
        room.rtcp.clear();
    }

    private static boolean isNack(RtcpReader reader) {
        return reader.type() == RtcpReader.RTPFB && reader.count() == RtcpReader.FMT_NACK;
    }

    private void carry(Random random, int step) {
        for (Room.Sent sent : room.rtp) {
            transmit(downlink, sent.bytes(), step < 2 || step >= PACKETS - 1 ? null : random);
        }
        room.rtp.clear();
    }

    private void view(byte[] bytes) {
        PacketBuffer packet = PacketBuffer.of(bytes);
        if (Rtp.payloadType(packet) == 101) {
            assertThat(Rtp.ssrc(packet)).isEqualTo(9502);
            assertThat(Rtx.unwrap(packet, 9002, 100)).isTrue();
        }
        if (highestSeen < 0) {
            highestSeen = Sequence.FIRST_CYCLE | Rtp.sequence(packet);
            complete = highestSeen - 1;
        }
        long extended = Sequence.extend(highestSeen, Rtp.sequence(packet));
        highestSeen = Math.max(highestSeen, extended);
        seen.put(extended, packet.toBytes());
    }

    private void viewerAsks() {
        while (seen.containsKey(complete + 1)) {
            complete++;
        }
        for (long s = complete + 1; s < highestSeen; s++) {
            if (!seen.containsKey(s) && room.now - askedAt.getOrDefault(s, -1L << 60) > 40 * Room.MILLI) {
                askedAt.put(s, room.now);
                room.nack(Room.VIEWER, 9002, s);
            }
        }
    }

    @Test
    void a_nack_is_answered_on_the_rtx_stream_with_its_own_numbers() {
        room.publishVideo();
        room.subscribeVideo(2, true);
        room.receive(room.vp8(10, 0, true, true, 1));
        room.receive(room.vp8(11, 3000, true, false, 2));
        int wanted = room.to(2).get(1).sequence();
        room.nack(2, 9002, wanted);
        room.nack(2, 9002, wanted);
        room.now += 30 * Room.MILLI;
        room.nack(2, 9002, wanted, wanted + 1);
        assertThat(room.to(2)).hasSize(4);
        Room.Sent first = room.to(2).get(2);
        Room.Sent second = room.to(2).get(3);
        assertThat(second.sequence()).isEqualTo(Sequence.next(first.sequence()));
        PacketBuffer packet = second.packet();
        assertThat(packet.u16(Rtp.findExtension(packet, 7))).isEqualTo(3);
        assertThat(Rtx.unwrap(packet, 9002, 100)).isTrue();
        assertThat(Rtp.sequence(packet)).isEqualTo(wanted);
        PacketBuffer original = room.to(2).get(1).packet();
        assertThat(Rtp.timestamp(packet)).isEqualTo(Rtp.timestamp(original));
        assertThat(payload(packet)).isEqualTo(payload(original));
        assertThat(room.router.counters().drops(DropReason.NACK_LIMITED)).isEqualTo(1);
        assertThat(room.router.counters().drops(DropReason.NACK_UNANSWERED)).isEqualTo(1);
    }

    private static byte[] payload(PacketBuffer packet) {
        byte[] bytes = new byte[Rtp.payloadLength(packet)];
        packet.get(Rtp.headerLength(packet), bytes, 0, bytes.length);
        return bytes;
    }

    @Test
    void a_subscriber_that_asks_without_end_is_limited() {
        room.publishVideo();
        room.subscribeVideo(2, true);
        for (int i = 0; i < 400; i++) {
            room.receive(room.vp8(10 + i, 0, i == 0, i == 0, 1));
        }
        int first = room.to(2).getFirst().sequence();
        for (int i = 0; i < 400; i++) {
            room.nack(2, 9002, (first + i) & 0xFFFF);
        }
        assertThat(room.router.counters().resent()).isEqualTo(200);
        room.now += 1_000 * Room.MILLI;
        for (int i = 0; i < 400; i++) {
            room.nack(2, 9002, (first + i) & 0xFFFF);
        }
        assertThat(room.router.counters().resent()).isEqualTo(400);
    }

    @Test
    void a_key_frame_whose_first_packet_comes_late_is_sent_whole() {
        room.publishVideo();
        room.subscribeVideo(2, false);
        room.receive(room.vp8(9, 0, true, false, 1));
        byte[] start = room.vp8(10, 3000, true, true, 2);
        room.receive(room.vp8(11, 3000, false, false, 2));
        room.receive(room.vp8(12, 3000, false, false, 2));
        room.receive(start);
        room.receive(room.vp8(13, 6000, true, false, 3));
        List<Integer> sources =
                room.to(2).stream().map(sent -> source(sent.bytes())).toList();
        assertThat(sources).containsExactly(10, 11, 12, 13);
        for (int i = 1; i < 4; i++) {
            assertThat(room.to(2).get(i).sequence())
                    .isEqualTo(Sequence.next(room.to(2).get(i - 1).sequence()));
        }
    }

    @Test
    void a_lost_packet_is_asked_for_ten_times_and_then_given_up() {
        room.publishVideo();
        room.receive(room.vp8(10, 0, true, true, 1));
        room.receive(room.vp8(12, 3000, true, false, 2));
        room.advance(5_000);
        assertThat(room.router.counters().nacksOut()).isBetween(8L, 10L);
        assertThat(room.control(Room.PUBLISHER, RepairTest::isNack).getFirst().nackSequence(0))
                .isEqualTo(11);
    }
}
