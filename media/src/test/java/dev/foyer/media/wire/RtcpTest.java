package dev.foyer.media.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class RtcpTest {
    private final PacketBuffer buffer = PacketBuffer.onHeap();
    private final RtcpWriter writer = new RtcpWriter(buffer);
    private final RtcpReader reader = new RtcpReader();

    @Property
    void a_sender_report_with_cname_reads_back(
            @ForAll long ntp,
            @ForAll @LongRange(max = 0xFFFF_FFFFL) long value,
            @ForAll @StringLength(max = 40) String cname) {
        writer.reset();
        writer.senderReport(7, ntp, value, value / 2, value / 3);
        writer.cname(7, cname);
        reader.start(buffer);
        assertThat(reader.next()).isTrue();
        assertThat(reader.hasSenderInfo()).isTrue();
        assertThat(List.of(
                        reader.senderSsrc(),
                        reader.ntp(),
                        reader.rtpTimestamp(),
                        reader.senderPackets(),
                        reader.senderOctets()))
                .containsExactly(7L, ntp, value, value / 2, value / 3);
        assertThat(reader.next()).isTrue();
        byte[] text = cname.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(reader.cname()).isEqualTo(new String(text, java.nio.charset.StandardCharsets.UTF_8));
        assertThat(reader.next()).isFalse();
        assertThat(reader.isBroken()).isFalse();
    }

    @Property
    void a_report_block_reads_back(
            @ForAll @IntRange(max = 255) int fraction,
            @ForAll @IntRange(min = -0x80_0000, max = 0x7F_FFFF) int lost,
            @ForAll @LongRange(max = 0xFFFF_FFFFL) long value) {
        writer.reset();
        writer.beginReceiverReport(9);
        writer.block(5, fraction, lost, value, value / 2, value / 3, value / 4);
        writer.endReport();
        reader.start(buffer);
        assertThat(reader.next()).isTrue();
        assertThat(reader.blocks()).isEqualTo(1);
        assertThat(reader.blockSsrc(0)).isEqualTo(5);
        assertThat(reader.blockFraction(0)).isEqualTo(fraction);
        assertThat(reader.blockLost(0)).isEqualTo(lost);
        assertThat(reader.blockHighest(0)).isEqualTo(value);
        assertThat(reader.blockJitter(0)).isEqualTo(value / 2);
        assertThat(reader.blockLastReport(0)).isEqualTo(value / 3);
        assertThat(reader.blockDelay(0)).isEqualTo(value / 4);
    }

    @Property
    void a_nack_names_exactly_the_missing_packets(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 65_400, max = 65_900) Integer> wanted) {
        TreeSet<Integer> ascending = new TreeSet<>(wanted);
        long[] sequences = ascending.stream().mapToLong(i -> i).toArray();
        writer.reset();
        writer.nack(1, 2, sequences, sequences.length);
        reader.start(buffer);
        assertThat(reader.next()).isTrue();
        assertThat(nacked(reader))
                .containsExactlyElementsOf(
                        ascending.stream().map(i -> i & 0xFFFF).toList());
    }

    static List<Integer> nacked(RtcpReader reader) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < reader.nacks(); i++) {
            found.add(reader.nackSequence(i));
            for (int bit = 0; bit < 16; bit++) {
                if ((reader.nackMask(i) >>> bit & 1) != 0) {
                    found.add((reader.nackSequence(i) + bit + 1) & 0xFFFF);
                }
            }
        }
        return found;
    }

    @Property
    void a_bitrate_cap_reads_back_within_its_precision(@ForAll @LongRange(min = 1, max = 1L << 40) long bits) {
        writer.reset();
        writer.remb(1, bits, new long[] {4, 5}, 2);
        reader.start(buffer);
        assertThat(reader.next()).isTrue();
        assertThat(reader.remb()).isBetween(bits - bits / 100_000 - 1, bits);
    }

    @Property
    void arrival_times_read_back_to_a_tick(
            @ForAll @LongRange(min = -1L << 40, max = 1L << 40) long start,
            @ForAll @IntRange(max = 0xFFFF) int base,
            @ForAll @Size(min = 0, max = 200) List<@IntRange(min = -40, max = 300) Integer> steps) {
        long[] arrivals = new long[steps.size() + 1];
        arrivals[0] = start;
        long time = start;
        for (int i = 0; i < steps.size(); i++) {
            time += steps.get(i) * 1_000_000L;
            arrivals[i + 1] = steps.get(i) % 5 == 1 ? TransportFeedback.LOST : time;
        }
        writer.reset();
        int written = new TransportFeedback().write(writer, 1, 2, base, 3, arrivals, arrivals.length);
        assertThat(written).isEqualTo(arrivals.length);
        reader.start(buffer);
        assertThat(reader.next()).isTrue();
        List<Long> ticks = new ArrayList<>();
        assertThat(TransportFeedback.read(reader, buffer, (sequence, tick) -> {
                    assertThat(sequence).isEqualTo((base + ticks.size()) & 0xFFFF);
                    ticks.add(tick);
                }))
                .isTrue();
        assertThat(ticks).hasSize(arrivals.length);
        long origin = ticks.getFirst() - Math.floorDiv(start, 250_000L);
        for (int i = 0; i < arrivals.length; i++) {
            boolean lost = arrivals[i] == TransportFeedback.LOST;
            assertThat(ticks.get(i))
                    .isEqualTo(lost ? TransportFeedback.LOST : Math.floorDiv(arrivals[i], 250_000L) + origin);
        }
    }

    @Test
    void requests_for_key_frames_read_back() {
        writer.reset();
        writer.pli(1, 2);
        writer.fir(1, 3, 9);
        writer.bye(4);
        reader.start(buffer);
        assertThat(reader.next()).isTrue();
        assertThat(reader.mediaSsrc()).isEqualTo(2);
        assertThat(reader.next()).isTrue();
        assertThat(reader.firs()).isEqualTo(1);
        assertThat(reader.firSsrc(0)).isEqualTo(3);
        assertThat(reader.firSequence(0)).isEqualTo(9);
        assertThat(reader.next()).isTrue();
        assertThat(reader.senderSsrc()).isEqualTo(4);
    }

    @Property(tries = 3000)
    void random_bytes_are_read_without_harm(
            @ForAll @Size(max = 120) byte[] bytes, @ForAll @IntRange(min = 200, max = 206) int type) {
        byte[] shaped = bytes.clone();
        if (shaped.length > 3) {
            shaped[0] = (byte) (0x80 | shaped[0] & 0x3F);
            shaped[1] = (byte) type;
            shaped[2] = 0;
            shaped[3] = (byte) (shaped[3] & 0x1F);
        }
        PacketBuffer exact = new PacketBuffer(java.lang.foreign.MemorySegment.ofArray(shaped));
        exact.length(shaped.length);
        reader.start(exact);
        while (reader.next()) {
            long sum = reader.senderSsrc()
                    + reader.mediaSsrc()
                    + reader.remb()
                    + nacked(reader).size();
            for (int i = 0; i < reader.blocks(); i++) {
                sum += reader.blockSsrc(i) + reader.blockDelay(i);
            }
            for (int i = 0; i < reader.firs(); i++) {
                sum += reader.firSsrc(i) + reader.firSequence(i);
            }
            TransportFeedback.read(reader, exact, (sequence, tick) -> {});
            String cname = reader.cname();
            assertThat(sum + (cname == null ? 0 : cname.length())).isNotNull();
            assertThat(reader.offset() + reader.length()).isLessThanOrEqualTo(shaped.length);
        }
    }
}
