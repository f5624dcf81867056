package dev.foyer.media.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.media.stream.Codec;
import dev.foyer.media.stream.RtpFormat;
import dev.foyer.media.stream.SendTrackConfig;
import dev.foyer.media.stream.Vp8;
import dev.foyer.media.wire.PacketBuffer;
import dev.foyer.media.wire.Rtp;
import dev.foyer.media.wire.Sequence;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ForwardingTest {
    private final Room room = new Room();

    @Test
    void every_packet_is_rewritten_across_the_wrap_for_each_subscriber() {
        room.publishVideo();
        room.subscribeVideo(2, true);
        room.subscribeVideo(3, false);
        for (int i = 0; i < 100; i++) {
            room.receive(room.vp8((65_500 + i) & 0xFFFF, 0xFFFF_F000L + 3000L * i, true, i == 0, 0x7FE0 + i & 0x7FFF));
        }
        for (int viewer : List.of(2, 3)) {
            List<Room.Sent> sent = room.to(viewer);
            assertThat(sent).hasSize(100);
            for (int i = 1; i < 100; i++) {
                PacketBuffer before = sent.get(i - 1).packet();
                PacketBuffer packet = sent.get(i).packet();
                assertThat(Rtp.isValid(packet)).isTrue();
                assertThat(Rtp.sequence(packet)).isEqualTo(Sequence.next(Rtp.sequence(before)));
                assertThat(Sequence.timestampDistance(Rtp.timestamp(before), Rtp.timestamp(packet)))
                        .isEqualTo(3000);
                assertThat(Rtp.ssrc(packet)).isEqualTo(9000 + viewer);
                assertThat(Rtp.payloadType(packet)).isEqualTo(100);
                assertThat(packet.u16(Rtp.findExtension(packet, 7))).isEqualTo(i);
                assertThat(packet.u8(Rtp.findExtension(packet, 9))).isEqualTo('5');
                assertThat(Rtp.findExtension(packet, 3)).isEqualTo(-1);
            }
        }
    }

    @Test
    void video_starts_at_a_key_frame_and_asks_for_one() {
        room.publishVideo();
        room.subscribeVideo(2, true);
        room.advance(1);
        assertThat(room.plis()).isEqualTo(1);
        room.receive(room.vp8(10, 0, true, false, 1));
        room.receive(room.vp8(11, 3000, true, true, 2));
        room.receive(room.vp8(12, 3000, false, false, 2));
        assertThat(room.to(2)).hasSize(2);
        assertThat(room.router.counters().drops(DropReason.WAITING_KEY_FRAME)).isEqualTo(1);
    }

    @Test
    void a_pause_leaves_no_gap_in_numbers_time_or_pictures() {
        room.publishVideo();
        room.subscribeVideo(2, true);
        room.receive(room.vp8(10, 0, true, true, 1));
        room.receive(room.vp8(11, 3000, true, false, 2));
        room.router.forward(2, "cam", false);
        for (int i = 0; i < 20; i++) {
            room.now += 100 * Room.MILLI;
            room.receive(room.vp8(12 + i, 12_000 + 9000L * i, true, false, 3 + i));
        }
        room.router.forward(2, "cam", true);
        room.receive(room.vp8(32, 192_000, true, false, 23));
        room.receive(room.vp8(33, 201_000, true, true, 24));
        List<Room.Sent> sent = room.to(2);
        assertThat(sent).hasSize(3);
        assertThat(sent.get(2).sequence()).isEqualTo(Sequence.next(sent.get(1).sequence()));
        assertThat(Sequence.timestampDistance(
                        Rtp.timestamp(sent.get(1).packet()),
                        Rtp.timestamp(sent.get(2).packet())))
                .isEqualTo(198_000);
        assertThat(descriptor(sent.get(2)).pictureId()).isEqualTo(3);
        assertThat(descriptor(sent.get(2)).tl0()).isEqualTo(1);
        // What was dropped during the pause belongs to nobody: a late copy is not sent.
        room.receive(Room.rtx(room.vp8(20, 84_000, true, false, 11), 1));
        assertThat(room.to(2)).hasSize(3);
    }

    private static Vp8 descriptor(Room.Sent sent) {
        Vp8 vp8 = new Vp8();
        PacketBuffer packet = sent.packet();
        assertThat(vp8.parse(packet, Rtp.headerLength(packet), Rtp.payloadLength(packet)))
                .isTrue();
        return vp8;
    }

    @Test
    void a_subscription_waits_for_its_track_and_survives_its_end() {
        room.subscribeAudio(2, "mic");
        room.publishAudio(1, "mic", 50);
        room.receive(room.opus(50, 1, 960, 30));
        room.router.unpublish(1, "mic");
        room.receive(room.opus(50, 2, 1920, 30));
        room.publishAudio(4, "mic", 77);
        room.now += 20 * Room.MILLI;
        room.receive(4, room.opus(77, 30_000, 5, 30));
        List<Room.Sent> sent = room.to(2);
        assertThat(sent).hasSize(2);
        assertThat(sent.get(1).sequence()).isEqualTo(Sequence.next(sent.get(0).sequence()));
        assertThat(Sequence.timestampDistance(
                        Rtp.timestamp(sent.get(0).packet()),
                        Rtp.timestamp(sent.get(1).packet())))
                .isEqualTo(960);
        assertThat(room.router.counters().drops(DropReason.UNKNOWN_CONNECTION)).isEqualTo(1);
    }

    @Test
    void padding_is_left_out_without_a_gap() {
        room.publishAudio(1, "mic", 50);
        room.subscribeAudio(2, "mic");
        room.receive(room.opus(50, 1, 960, 30));
        byte[] padding = room.opus(50, 2, 960, 30);
        padding[0] |= 0x20;
        padding[padding.length - 1] = 3;
        room.receive(padding);
        room.receive(room.opus(50, 3, 1920, 30));
        List<Room.Sent> sent = room.to(2);
        assertThat(sent).hasSize(2);
        assertThat(sent.get(1).sequence()).isEqualTo(Sequence.next(sent.get(0).sequence()));
        assertThat(room.router.counters().drops(DropReason.PADDING)).isEqualTo(1);
    }

    @Test
    void a_changed_subscription_keeps_its_numbers_and_a_replaced_one_gets_new_ones() {
        room.publishAudio(1, "mic", 50);
        room.subscribeAudio(2, "mic");
        room.receive(room.opus(50, 1, 960, 30));
        room.subscribeAudio(2, "mic");
        room.receive(room.opus(50, 2, 1920, 30));
        assertThat(room.to(2).get(1).sequence())
                .isEqualTo(Sequence.next(room.to(2).get(0).sequence()));
        RtpFormat format = new RtpFormat(Codec.OPUS, 109, -1, Room.OUT);
        room.router.subscribe(2, new SendTrackConfig("mic", "8", format, 4711, 0, "anna"), true);
        room.receive(room.opus(50, 3, 2880, 30));
        assertThat(room.to(2).get(2).ssrc()).isEqualTo(4711);
        room.router.unsubscribe(2, "mic");
        room.receive(room.opus(50, 4, 3840, 30));
        assertThat(room.to(2)).hasSize(3);
        room.router.removeConnection(1);
        assertThat(room.router.nextTimeoutNanos()).isGreaterThanOrEqualTo(room.now);
    }

    @Test
    void an_unannounced_stream_is_found_by_mid_and_then_by_ssrc() {
        room.router.publish(
                1,
                new dev.foyer.media.stream.ReceiveTrackConfig(
                        "mic",
                        "0",
                        "audio",
                        new RtpFormat(Codec.OPUS, 111, -1, Room.IN),
                        List.of(),
                        java.util.Map.of(),
                        0));
        room.subscribeAudio(2, "mic");
        room.receive(room.opus(123, 1, 960, 30));
        room.receive(room.opus(123, 2, 1920, 30));
        room.receive(room.opus(456, 9, 1920, 30));
        assertThat(room.to(2)).hasSize(2);
        assertThat(room.router.counters().drops(DropReason.NOT_SELECTED)).isEqualTo(1);
    }

    @Test
    void random_bytes_never_throw() {
        room.publishVideo();
        room.publishAudio(1, "mic", 50);
        room.subscribeVideo(2, true);
        room.subscribeAudio(2, "mic");
        Random random = new Random(3);
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = i % 3 == 0 ? room.vp8(i & 0xFFFF, i, true, true, i & 0x7FFF) : new byte[random.nextInt(200)];
            for (int n = bytes.length > 30 ? 5 : bytes.length; n > 0; n--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            if (bytes.length > 12 && i % 2 == 0) {
                bytes[0] = (byte) (0x80 | bytes[0] & 0x3F);
                PacketBuffer.of(bytes).toBytes();
                bytes[8] = 0;
                bytes[9] = 0;
                bytes[10] = 3;
                bytes[11] = (byte) (0xE8 + i % 4 / 2);
            }
            room.receive(bytes);
            room.router.handleRtcp(room.now, 1 + i % 2, PacketBuffer.of(bytes));
            room.now += Room.MILLI;
            room.router.handleTimeout(room.now);
            room.rtp.clear();
            room.rtcp.clear();
        }
        assertThat(room.router.counters().packetsIn()).isEqualTo(50_000);
        assertThat(room.router.counters().packetsOut()).isPositive();
    }
}
