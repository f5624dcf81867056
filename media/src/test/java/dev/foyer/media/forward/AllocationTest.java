package dev.foyer.media.forward;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.foyer.media.stream.Codec;
import dev.foyer.media.stream.OffHeapSlots;
import dev.foyer.media.stream.ReceiveTrackConfig;
import dev.foyer.media.stream.RtpFormat;
import dev.foyer.media.stream.SendTrackConfig;
import dev.foyer.media.wire.PacketBuffer;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AllocationTest {
    private static final int VIEWERS = 20;
    private static final int ROUND = 20_000;

    private long forwarded;

    private final Router router = new Router(
            new Egress() {
                @Override
                public boolean rtp(int connection, PacketBuffer plain) {
                    forwarded++;
                    return true;
                }

                @Override
                public boolean rtcp(int connection, PacketBuffer plain) {
                    return true;
                }
            },
            new Random(1),
            new OffHeapSlots(4L << 20));

    @Test
    void forwarding_a_packet_allocates_nothing() {
        RtpFormat in = new RtpFormat(Codec.VP8, 96, 97, Room.IN);
        router.publish(1, new ReceiveTrackConfig("cam", "1", "video", in, List.of(Room.VIDEO_SSRC), Map.of(), 700));
        for (int i = 0; i < VIEWERS; i++) {
            RtpFormat out = new RtpFormat(Codec.VP8, 100, 101, Room.OUT);
            router.subscribe(2 + i, new SendTrackConfig("cam", "5", out, 9000 + i, 0, "anna"), true);
        }
        byte[] packet = new Room().vp8(0, 0, true, true, 1);
        PacketBuffer buffer = PacketBuffer.onHeap();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 8; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < ROUND; i++) {
                buffer.set(packet, 0, packet.length);
                buffer.u16(2, (round * ROUND + i) & 0xFFFF);
                buffer.u16(19, (round * ROUND + i) & 0xFFFF);
                router.handleRtp((round * ROUND + i) * 1_000_000L, 1, buffer);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(forwarded).isEqualTo(8L * ROUND * VIEWERS);
        // The compiler has its say only after a while, so the best round counts; a stray object may come from the
        // platform.
        assertThat(least).isLessThan(ROUND);
    }
}
