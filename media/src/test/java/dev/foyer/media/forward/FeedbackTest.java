package dev.foyer.media.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.media.wire.PacketBuffer;
import dev.foyer.media.wire.RtcpReader;
import dev.foyer.media.wire.RtcpWriter;
import dev.foyer.media.wire.Rtp;
import dev.foyer.media.wire.Sequence;
import dev.foyer.media.wire.TransportFeedback;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeedbackTest {
    private final Room room = new Room();

    @Test
    void requests_for_key_frames_are_gathered_and_repeated_until_one_comes() {
        room.publishVideo();
        room.subscribeVideo(2, true);
        room.advance(1);
        room.receive(room.vp8(10, 0, true, true, 1));
        for (int i = 0; i < 20; i++) {
            room.pli(2, 9002);
            room.advance(10);
        }
        assertThat(room.plis()).isEqualTo(1);
        room.advance(300);
        assertThat(room.plis()).isEqualTo(2);
        room.advance(1_000);
        assertThat(room.plis()).isEqualTo(4);
        room.receive(room.vp8(11, 0, true, true, 1));
        room.advance(3_000);
        assertThat(room.plis()).isEqualTo(4);
        assertThat(room.router.counters().plisIn()).isEqualTo(20);
        assertThat(room.router.counters().keyFrames()).isEqualTo(2);
    }

    @Test
    void arrival_times_of_all_streams_reach_the_publisher() {
        room.publishVideo();
        room.publishAudio(1, "mic", Room.AUDIO_SSRC);
        int first = room.transport;
        for (int i = 0; i < 120; i++) {
            byte[] packet = i % 2 == 0 ? room.vp8(i, 0, true, true, 1) : room.opus(Room.AUDIO_SSRC, i, 960L * i, 40);
            if (i % 10 != 5) {
                room.receive(packet);
            }
            room.advance(1);
        }
        room.advance(200);
        List<Integer> received = new ArrayList<>();
        List<Integer> lost = new ArrayList<>();
        for (RtcpReader reader : room.control(1, FeedbackTest::isTransport)) {
            TransportFeedback.read(reader, packetOf(reader), (sequence, tick) -> {
                (tick == TransportFeedback.LOST ? lost : received).add((sequence - first) & 0xFFFF);
            });
        }
        assertThat(received).hasSize(108).isSorted();
        assertThat(lost).containsExactly(5, 15, 25, 35, 45, 55, 65, 75, 85, 95, 105, 115);
        assertThat(room.router.counters().feedbackOut()).isBetween(2L, 4L);
    }

    private static boolean isTransport(RtcpReader reader) {
        return reader.type() == RtcpReader.RTPFB && reader.count() == RtcpReader.FMT_TRANSPORT_CC;
    }

    /** The datagram that holds the packet a reader stands at: here each feedback message travels alone. */
    private PacketBuffer packetOf(RtcpReader reader) {
        for (Room.Sent sent : room.rtcp) {
            RtcpReader other = new RtcpReader();
            other.start(sent.packet());
            other.next();
            if (isTransport(other)
                    && other.length() == reader.length()
                    && sent.packet().u16(12) == sequenceOf(reader)) {
                return sent.packet();
            }
        }
        throw new AssertionError("no such datagram");
    }

    /** Base sequence number, read as the NACK entry that lies at the same place. */
    private static int sequenceOf(RtcpReader reader) {
        return reader.nackSequence(0);
    }

    @Test
    void a_publisher_learns_what_was_lost_and_its_cap() {
        room.publishVideo();
        room.publishAudio(1, "mic", Room.AUDIO_SSRC);
        room.advance(10);
        RtcpWriter writer = new RtcpWriter(PacketBuffer.onHeap());
        for (int i = 0; i < 100; i++) {
            if (i % 4 != 1) {
                room.receive(room.vp8((65_500 + i) & 0xFFFF, 900L * i, true, true, i));
            }
            if (i == 49) {
                writer.senderReport(Room.VIDEO_SSRC, 0x1234_5678_9ABC_DEF0L, 0, 1, 1);
                room.router.handleRtcp(room.now, 1, writer.packet());
            }
            room.advance(10);
        }
        RtcpReader report = room.control(1, r -> r.type() == RtcpReader.RR).getLast();
        assertThat(report.blocks()).isEqualTo(1);
        assertThat(report.blockSsrc(0)).isEqualTo(Room.VIDEO_SSRC);
        assertThat(report.blockHighest(0)).isEqualTo(65_536L + 62);
        assertThat(report.blockFraction(0)).isBetween(60, 66);
        assertThat(report.blockLost(0)).isEqualTo(25);
        assertThat(report.blockJitter(0)).isLessThan(5);
        assertThat(report.blockLastReport(0)).isEqualTo(0x5678_9ABCL);
        assertThat(report.blockDelay(0)).isBetween(32_000L, 34_000L);
        assertThat(room.control(1, r -> r.remb() > 0).getLast().remb()).isBetween(731_000L, 732_000L);
    }

    @Test
    void sender_reports_keep_the_publishers_clock_for_audio_and_video() {
        room.publishVideo();
        room.publishAudio(1, "mic", Room.AUDIO_SSRC);
        room.subscribeVideo(2, true);
        room.subscribeAudio(2, "mic");
        room.receive(room.vp8(1, 90_000, true, true, 1));
        room.receive(room.opus(Room.AUDIO_SSRC, 1, 48_000, 40));
        RtcpWriter writer = new RtcpWriter(PacketBuffer.onHeap());
        long ntp = 1000L << 32;
        writer.senderReport(Room.VIDEO_SSRC, ntp, 90_000, 1, 1);
        room.router.handleRtcp(room.now, 1, writer.packet());
        room.advance(20);
        writer.reset();
        writer.senderReport(Room.AUDIO_SSRC, ntp + (1L << 32) / 50, 48_000 + 960, 1, 1);
        room.router.handleRtcp(room.now, 1, writer.packet());
        room.advance(1_980);
        assertMapping(9002, 90_000, ntp, 0);
        assertMapping(8002, 48_000, ntp, 1);
        assertThat(room.control(2, r -> "anna".equals(r.cname()))).hasSizeBetween(2, 6);
    }

    /** The report says of the first packet's timestamp that it was captured at {@code ntp}. */
    private void assertMapping(long ssrc, int clock, long ntp, int index) {
        RtcpReader report = room.control(2, r -> r.type() == RtcpReader.SR && r.senderSsrc() == ssrc)
                .getLast();
        double seconds = (report.ntp() - ntp) / (double) (1L << 32);
        int elapsed =
                Sequence.timestampDistance(Rtp.timestamp(room.to(2).get(index).packet()), report.rtpTimestamp());
        assertThat(elapsed / (double) clock).isCloseTo(seconds, org.assertj.core.data.Offset.offset(0.001));
        assertThat(report.senderPackets()).isEqualTo(1);
        assertThat(report.senderOctets()).isPositive();
    }

    @Test
    void the_mid_travels_until_the_subscriber_reports() {
        room.publishVideo();
        room.subscribeVideo(2, true);
        room.receive(room.vp8(1, 0, true, true, 1));
        RtcpWriter writer = new RtcpWriter(PacketBuffer.onHeap());
        writer.beginReceiverReport(1);
        writer.block(9002, 0, 0, 0, 0, 0, 0);
        writer.endReport();
        room.router.handleRtcp(room.now, 2, writer.packet());
        room.receive(room.vp8(2, 0, true, true, 2));
        assertThat(Rtp.findExtension(room.to(2).get(0).packet(), 9)).isPositive();
        assertThat(Rtp.findExtension(room.to(2).get(1).packet(), 9)).isEqualTo(-1);
        assertThat(Rtp.findExtension(room.to(2).get(1).packet(), 6)).isPositive();
    }

    @Test
    void speakers_come_loudest_first_and_only_when_changed() {
        room.publishAudio(1, "mic-a", 50);
        room.publishAudio(3, "mic-b", 60);
        speak(30, 40, 1_000);
        List<SpeakerLevel> both = room.router.pollSpeakers(room.now);
        assertThat(both).extracting(SpeakerLevel::trackId).containsExactly("mic-a", "mic-b");
        assertThat(both.getFirst().connection()).isEqualTo(1);
        assertThat(both.getFirst().level()).isBetween(50, 62);
        assertThat(room.router.pollSpeakers(room.now)).isNull();
        speak(127, 40, 3_000);
        assertThat(room.router.pollSpeakers(room.now))
                .extracting(SpeakerLevel::trackId)
                .containsExactly("mic-b");
        room.advance(3_000);
        assertThat(room.router.pollSpeakers(room.now)).isEmpty();
        room.advance(3_000);
        assertThat(room.router.pollSpeakers(room.now)).isNull();
    }

    private void speak(int first, int second, int millis) {
        for (int i = 0; i < millis / 20; i++) {
            room.receive(1, room.opus(50, room.transport & 0xFFFF, 0, first));
            room.receive(3, room.opus(60, room.transport & 0xFFFF, 0, second));
            room.advance(20);
        }
    }
}
