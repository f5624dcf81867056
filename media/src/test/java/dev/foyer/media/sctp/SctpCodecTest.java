package dev.foyer.media.sctp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SctpCodecTest {
    private static Chunk reread(Chunk chunk) {
        Packet parsed = parsed(new Packet(42, List.of(chunk)).encode());
        assertThat(parsed.tag()).isEqualTo(42);
        assertThat(parsed.chunks()).hasSize(1);
        return parsed.chunks().getFirst();
    }

    private static Packet parsed(byte[] bytes) {
        return Objects.requireNonNull(Packet.parse(bytes));
    }

    private static <T> T present(@Nullable T value) {
        return Objects.requireNonNull(value);
    }

    @Property(tries = 200)
    void packets_survive_a_round_trip(
            @ForAll int tag, @ForAll @Size(min = 1, max = 8) List<@Size(max = 100) byte[]> bodies) {
        List<Chunk> chunks = new ArrayList<>();
        bodies.forEach(body -> chunks.add(new Chunk(200 + chunks.size(), 3, body)));
        byte[] encoded = new Packet(tag, chunks).encode();
        Packet parsed = parsed(encoded);
        assertThat(encoded.length % 4).isZero();
        assertThat(parsed.tag()).isEqualTo(tag);
        assertThat(parsed.chunks()).hasSameSizeAs(chunks);
        for (int i = 0; i < chunks.size(); i++) {
            assertThat(parsed.chunks().get(i).type()).isEqualTo(200 + i);
            assertThat(parsed.chunks().get(i).body()).isEqualTo(bodies.get(i));
        }
        assertThat(parsed.encode()).isEqualTo(encoded);
    }

    @Property(tries = 200)
    void a_packet_with_any_bit_flipped_is_refused(
            @ForAll @Size(min = 1, max = 200) byte[] body, @ForAll @IntRange(max = 1 << 20) int where) {
        byte[] encoded = new Packet(7, List.of(new Chunk(Chunk.HEARTBEAT, 0, body))).encode();
        int bit = where % (encoded.length * 8);
        encoded[bit / 8] ^= (byte) (1 << bit % 8);
        assertThat(Packet.parse(encoded)).isNull();
    }

    @Property(tries = 200)
    void data_survives_a_round_trip(
            @ForAll int tsn,
            @ForAll @IntRange(max = 65535) int stream,
            @ForAll @IntRange(max = 65535) int ssn,
            @ForAll int ppid,
            @ForAll @IntRange(max = 15) int flags,
            @ForAll @Size(min = 1, max = 300) byte[] payload) {
        DataChunk read =
                present(DataChunk.parse(reread(new DataChunk(tsn, stream, ssn, ppid, flags, payload).toChunk())));
        assertThat(read.tsn()).isEqualTo(tsn);
        assertThat(read.stream()).isEqualTo(stream);
        assertThat(read.ssn()).isEqualTo(ssn);
        assertThat(read.ppid()).isEqualTo(ppid);
        assertThat(read.flags()).isEqualTo(flags);
        assertThat(read.payload()).isEqualTo(payload);
    }

    @Property(tries = 200)
    void acknowledgements_survive_a_round_trip(
            @ForAll int tsn,
            @ForAll @LongRange(max = 0xFFFF_FFFFL) long window,
            @ForAll @Size(max = 50) List<@IntRange(min = 1, max = 65535) Integer> gaps,
            @ForAll @Size(max = 20) List<Integer> duplicates) {
        List<SackChunk.Gap> blocks =
                gaps.stream().map(start -> new SackChunk.Gap(start, 65535)).toList();
        SackChunk sack = new SackChunk(tsn, window, blocks, duplicates);
        assertThat(SackChunk.parse(reread(sack.toChunk()))).isEqualTo(sack);
    }

    @Property(tries = 200)
    void forward_tsn_survives_a_round_trip(
            @ForAll int tsn, @ForAll @Size(max = 50) List<@IntRange(max = 65535) Integer> streams) {
        ForwardTsnChunk chunk = new ForwardTsnChunk(
                tsn,
                streams.stream().map(id -> new ForwardTsnChunk.Skip(id, id)).toList());
        assertThat(ForwardTsnChunk.parse(reread(chunk.toChunk()))).isEqualTo(chunk);
    }

    @Test
    void init_survives_a_round_trip_and_reports_only_what_asks_for_it() {
        List<Parameter> parameters = new ArrayList<>(InitChunk.ourExtensions());
        parameters.add(new Parameter(0x8001, new byte[] {0, 0, 0, 1})); // zero checksum, RFC 9653: skip in silence
        parameters.add(new Parameter(0xC123, new byte[] {1, 2, 3}));
        parameters.add(new Parameter(0x0123, new byte[] {1})); // stop here
        parameters.add(new Parameter(0xC124, new byte[] {1}));
        InitChunk init = new InitChunk(9, 0xFFFF_FFFFL, 65535, 1024, -5, parameters);
        InitChunk read = present(InitChunk.parse(reread(init.toChunk(Chunk.INIT))));
        assertThat(read.window()).isEqualTo(0xFFFF_FFFFL);
        assertThat(read.outStreams()).isEqualTo(65535);
        assertThat(read.initialTsn()).isEqualTo(-5);
        assertThat(read.supportsReconfig()).isTrue();
        assertThat(read.unrecognized()).hasSize(1);
        assertThat(read.unrecognized().getFirst().value())
                .startsWith((byte) 0xC1, (byte) 0x23, (byte) 0, (byte) 7, (byte) 1, (byte) 2, (byte) 3);
    }

    @Test
    void channel_opening_survives_a_round_trip_and_wrong_lengths_are_refused() {
        DcepOpen open = new DcepOpen(0x80, "läbel", "proto");
        byte[] bytes = open.encode();
        assertThat(DcepOpen.parse(bytes)).isEqualTo(open);
        for (int length = 0; length < bytes.length; length++) {
            assertThat(DcepOpen.parse(Arrays.copyOf(bytes, length))).isNull();
        }
        assertThat(DcepOpen.parse(Arrays.copyOf(bytes, bytes.length + 1))).isNull();
    }

    @Test
    void the_checksum_is_castagnoli_s() {
        // The check value of CRC-32C: "123456789" gives E3069283; here the field at 8 to 11 counts as zero.
        byte[] packet = "12345678\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
        byte[] other = "12345678\1\2\3\4".getBytes(StandardCharsets.ISO_8859_1);
        CRC32C crc = new CRC32C();
        crc.update("123456789".getBytes(StandardCharsets.ISO_8859_1));
        assertThat((int) crc.getValue()).isEqualTo(0xE3069283);
        assertThat(Packet.checksum(packet)).isEqualTo(Packet.checksum(other));
    }

    @Test
    void a_cookie_is_refused_when_altered_old_or_for_another_tag() {
        CookieJar jar = new CookieJar(new SplittableRandom(1));
        InitChunk init = new InitChunk(9, 1000, 10, 20, 30, InitChunk.ourExtensions());
        byte[] cookie = jar.seal(0, 5, init);
        assertThat(jar.open(1, 5, cookie)).isEqualTo(new PeerState(9, 1000, 30, 10, 20, true));
        assertThat(jar.open(1, 6, cookie)).isNull();
        assertThat(jar.open(CookieJar.LIFETIME_NANOS + 1, 5, cookie)).isNull();
        assertThat(new CookieJar(new SplittableRandom(2)).open(1, 5, cookie)).isNull();
        for (int i = 0; i < cookie.length; i++) {
            byte[] altered = cookie.clone();
            altered[i] ^= 1;
            assertThat(jar.open(1, 5, altered)).isNull();
        }
    }
}
