package dev.foyer.media.sctp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A peer that is scripted chunk by chunk, against one association of ours. */
final class SctpHostileTest {
    private static final int PEER_TAG = 77;
    private static final int PEER_TSN = 1000;
    private static final long NOW = 5_000_000_000L;

    private final SctpAssociation ours = new SctpAssociation(new SplittableRandom(1));
    private int tag;

    @BeforeEach
    void handshake() {
        InitChunk init = new InitChunk(PEER_TAG, 100_000, 65535, 65535, PEER_TSN, InitChunk.ourExtensions());
        ours.handle(NOW, new Packet(0, List.of(init.toChunk(Chunk.INIT))).encode());
        InitChunk ack = Objects.requireNonNull(InitChunk.parse(sent().getFirst()));
        tag = ack.tag();
        peer(new Chunk(Chunk.COOKIE_ECHO, 0, Objects.requireNonNull(ack.cookie())));
        assertThat(sent()).extracting(Chunk::type).containsExactly(Chunk.COOKIE_ACK);
        assertThat(ours.established()).isTrue();
    }

    private void peer(Chunk... chunks) {
        ours.handle(NOW, new Packet(tag, List.of(chunks)).encode());
    }

    private List<Chunk> sent() {
        List<Chunk> chunks = new ArrayList<>();
        for (byte[] bytes = ours.poll(NOW); bytes != null; bytes = ours.poll(NOW)) {
            chunks.addAll(Objects.requireNonNull(Packet.parse(bytes)).chunks());
        }
        return chunks;
    }

    private static Chunk data(int offset, int stream, int ssn, int ppid, int flags, byte[] payload) {
        return new DataChunk(PEER_TSN + offset, stream, ssn, ppid, flags, payload).toChunk();
    }

    private static Chunk open(int offset, int stream) {
        return data(offset, stream, 0, Channels.PPID_DCEP, 3, new DcepOpen(0, "c", "").encode());
    }

    private static Chunk text(int offset, int stream, int ssn, int flags, String text) {
        return data(offset, stream, ssn, Channels.PPID_TEXT, flags, text.getBytes(StandardCharsets.UTF_8));
    }

    private List<ChannelEvent> events() {
        List<ChannelEvent> events = new ArrayList<>();
        for (ChannelEvent event = ours.pollEvent(); event != null; event = ours.pollEvent()) {
            events.add(event);
        }
        return events;
    }

    @Test
    void a_wrong_tag_or_checksum_is_dropped_and_counted() {
        long before = ours.dropped();
        ours.handle(NOW, new Packet(tag + 1, List.of(open(0, 0))).encode());
        byte[] corrupt = new Packet(tag, List.of(open(0, 0))).encode();
        corrupt[20] ^= 1;
        ours.handle(NOW, corrupt);
        ours.handle(NOW, new Packet(tag + 1, List.of(Chunk.bare(Chunk.ABORT))).encode());
        assertThat(ours.dropped()).isEqualTo(before + 3);
        assertThat(events()).isEmpty();
        assertThat(ours.established()).isTrue();
    }

    @Test
    void an_abort_with_the_reflected_tag_is_believed() {
        ours.handle(NOW, new Packet(PEER_TAG, List.of(new Chunk(Chunk.ABORT, 1, Chunk.EMPTY))).encode());
        assertThat(events()).containsExactly(new ChannelEvent.AssociationClosed(SctpAssociation.ABORTED));
    }

    @Test
    void a_gap_is_acknowledged_at_once_and_duplicates_are_reported() {
        peer(open(0, 0));
        assertThat(ours.nextTimeoutNanos()).isLessThanOrEqualTo(NOW + Receiver.ACK_DELAY_NANOS);
        sent();
        peer(text(2, 0, 2, 3, "second"));
        peer(text(2, 0, 2, 3, "second"));
        SackChunk sack = Objects.requireNonNull(SackChunk.parse(sent().getFirst()));
        assertThat(sack.cumulativeTsn()).isEqualTo(PEER_TSN);
        assertThat(sack.gaps()).containsExactly(new SackChunk.Gap(2, 2));
        assertThat(sack.duplicates()).containsExactly(PEER_TSN + 2);
        peer(text(1, 0, 1, 3, "first"));
        assertThat(Twin.texts(events(), 0)).containsExactly("first", "second");
    }

    @Test
    void unordered_messages_pass_ordered_ones_that_wait() {
        peer(open(0, 0), text(2, 0, 0, 3 | DataChunk.UNORDERED, "now"));
        assertThat(Twin.texts(events(), 0)).containsExactly("now");
    }

    @Test
    void forward_tsn_skips_what_the_peer_gave_up() {
        peer(open(0, 0), text(1, 0, 1, DataChunk.BEGIN, "half"), text(3, 0, 2, 3, "kept"));
        peer(new ForwardTsnChunk(PEER_TSN + 2, List.of(new ForwardTsnChunk.Skip(0, 1))).toChunk());
        assertThat(Twin.texts(events(), 0)).containsExactly("kept");
        assertThat(ours.receivedBytes()).isZero();
        SackChunk sack = Objects.requireNonNull(SackChunk.parse(sent().stream()
                .filter(chunk -> chunk.type() == Chunk.SACK)
                .reduce((first, second) -> second)
                .orElseThrow()));
        assertThat(sack.cumulativeTsn()).isEqualTo(PEER_TSN + 3);
    }

    @Test
    void unknown_chunks_follow_their_two_high_bits() {
        Chunk heartbeat = new Chunk(Chunk.HEARTBEAT, 0, new byte[] {1, 2, 3});
        peer(new Chunk(0x3F, 0, Chunk.EMPTY), heartbeat);
        assertThat(sent()).isEmpty();
        peer(new Chunk(0x7F, 0, Chunk.EMPTY), heartbeat);
        assertThat(sent()).extracting(Chunk::type).containsExactly(Chunk.ERROR);
        peer(new Chunk(0xBF, 0, Chunk.EMPTY), heartbeat);
        assertThat(sent()).extracting(Chunk::type).containsExactly(Chunk.HEARTBEAT_ACK);
        peer(new Chunk(0xFF, 0, Chunk.EMPTY), heartbeat);
        assertThat(sent()).extracting(Chunk::type).containsExactly(Chunk.ERROR, Chunk.HEARTBEAT_ACK);
    }

    @Test
    void a_message_beyond_the_limit_aborts() {
        byte[] piece = new byte[8000];
        for (int i = 0; i < 40 && ours.established(); i++) {
            peer(data(i, 0, 0, 53, i == 0 ? DataChunk.BEGIN : 0, piece));
        }
        assertThat(events()).containsExactly(new ChannelEvent.AssociationClosed(SctpAssociation.MESSAGE_TOO_BIG));
        assertThat(sent()).extracting(Chunk::type).contains(Chunk.ABORT);
    }

    @Test
    void messages_that_never_become_deliverable_do_not_grow_memory() {
        for (int i = 0; i < 50_000; i++) {
            peer(data(i, i % 512, 1 + i % 30_000, 53, 3, new byte[200]));
            sent();
        }
        assertThat(ours.receivedBytes()).isLessThanOrEqualTo(Receiver.HARD_BYTES);
    }

    @Test
    void events_that_nobody_polls_do_not_grow_memory() {
        peer(open(0, 0));
        for (int i = 1; i < 50_000; i++) {
            peer(text(i, 0, i & 0xFFFF, 3, "x"));
            sent();
        }
        assertThat(ours.receivedBytes()).isLessThanOrEqualTo(Receiver.HARD_BYTES);
    }

    @Test
    void random_packets_never_throw_and_never_grow_the_state() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            ours.handle(NOW, bytes);
        }
        assertThat(ours.established()).isTrue();
        assertThat(ours.receivedBytes()).isZero();
        assertThat(sent()).isEmpty();
    }

    @Test
    void random_chunks_in_valid_packets_never_throw_and_stay_bounded() {
        SplittableRandom random = new SplittableRandom(4);
        int[] types = {0, 0, 0, 3, 4, 5, 9, 130, 192, 192, 1, 2, 10, 11, 64, 128, 255};
        int channel = ours.openChannel("mine", "");
        for (int i = 0; i < 100_000; i++) {
            byte[] body = new byte[random.nextInt(64)];
            random.nextBytes(body);
            int type = types[random.nextInt(types.length)];
            if (body.length >= 8 && (type == Chunk.DATA || type == Chunk.FORWARD_TSN)) {
                ByteBuffer.wrap(body)
                        .putInt(0, PEER_TSN + random.nextInt(i / 10 + 50))
                        .putShort(4, (short) random.nextInt(4));
            }
            if (i % 100 == 0) {
                ours.send(channel, new byte[3000]);
            }
            peer(new Chunk(type, random.nextInt(16), body));
            if (i % 7 == 0) {
                sent();
                ours.handleTimeout(NOW + i);
            }
        }
        assertThat(ours.receivedBytes()).isLessThanOrEqualTo(Receiver.HARD_BYTES);
        assertThat(ours.queuedBytes()).isLessThanOrEqualTo(Sender.MAX_QUEUED);
    }
}
