package dev.foyer.mediaplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.media.sdp.SdpException;
import dev.foyer.session.MediaCommand;
import dev.foyer.session.MediaCommand.Layer;
import dev.foyer.session.MediaCommand.PublishedTrack;
import dev.foyer.session.MediaCommand.SubscribedTrack;
import dev.foyer.session.MediaEvent;
import dev.foyer.session.MediaPlane.MediaRoom;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two peers over loopback, with real checks, handshakes, keys and channels. */
@Timeout(120)
class MediaNodeEndToEndTest {
    private static final Map<String, PublishedTrack> TRACKS = Map.of(
            Sdp.AUDIO, new PublishedTrack(Sdp.AUDIO, Sdp.STREAM, "audio", "regular", "opus", 0),
            Sdp.VIDEO, new PublishedTrack(Sdp.VIDEO, Sdp.STREAM, "video", "regular", "vp8", 0));

    private final Events events = new Events();
    private final List<LoopbackConnection> connections = new ArrayList<>();
    private final List<byte[]> received = new ArrayList<>();
    private MediaNode node;
    private MediaRoom room;
    private LoopbackConnection publish;
    private LoopbackConnection subscribe;
    private int audioSequence = 100;
    private int videoSequence = 200;
    private long audioSsrc;
    private long videoSsrc;

    @AfterEach
    void close() {
        connections.forEach(LoopbackConnection::close);
        node.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void one_peer_sees_hears_and_talks_to_another(boolean nio) throws Exception {
        node = MediaNode.start(new MediaConfig(InetAddress.getLoopbackAddress(), 0, 1, List.of(), nio));
        room = node.openRoom("room", events);
        connectPublisher();
        connectSubscriber();
        media_arrives_decrypted_under_the_offered_ssrcs();
        text_goes_both_ways_on_the_channel();
        a_paused_track_stops_and_comes_back_with_a_key_frame();
        closing_leaves_nothing_behind();
    }

    private void connectPublisher() throws IOException, SdpException {
        publish = connection();
        room.accept(new MediaCommand.OpenPeer("alice"));
        room.accept(new MediaCommand.PublishOffer("alice", "r1", Sdp.publishOffer(publish.client), TRACKS));
        publish.connect(events.await(MediaEvent.PublishAnswer.class, e -> true).sdp());
        drive(publish.client::connected);
        assertThat(events.await(MediaEvent.Connection.class, e -> e.state() == MediaEvent.State.CONNECTED)
                        .target())
                .isZero();
    }

    private void connectSubscriber() throws IOException, SdpException {
        subscribe = connection();
        room.accept(new MediaCommand.OpenPeer("bob"));
        String first = offer();
        subscribe.connect(first);
        room.accept(new MediaCommand.SubscribeAnswer("bob", Sdp.answer(first, subscribe.client)));
        room.accept(new MediaCommand.Subscribe(
                "bob",
                List.of(
                        new SubscribedTrack("alice", Sdp.AUDIO, Sdp.STREAM, "audio", Layer.HIGH),
                        new SubscribedTrack("alice", Sdp.VIDEO, Sdp.STREAM, "video", Layer.HIGH))));
        String second = offer();
        audioSsrc = Sdp.ssrcOf(second, Sdp.AUDIO);
        videoSsrc = Sdp.ssrcOf(second, Sdp.VIDEO);
        room.accept(new MediaCommand.SubscribeAnswer("bob", Sdp.answer(second, subscribe.client)));
        drive(() -> subscribe.client.connected() && subscribe.client.hasChannel());
    }

    private String offer() {
        return events.await(MediaEvent.SubscribeOffer.class, e -> e.peerId().equals("bob"))
                .sdp();
    }

    private void media_arrives_decrypted_under_the_offered_ssrcs() throws IOException {
        driveSending(() -> count(audioSsrc) >= 5 && count(videoSsrc) >= 5, true, true);
        assertThat(count(Sdp.AUDIO_SSRC) + count(Sdp.VIDEO_SSRC)).isZero();
        byte[] video = received.stream()
                .filter(packet -> ssrc(packet) == videoSsrc)
                .findFirst()
                .orElseThrow();
        assertThat(new String(video, StandardCharsets.ISO_8859_1)).endsWith("picture");
    }

    private void text_goes_both_ways_on_the_channel() throws IOException {
        events.await(MediaEvent.ChannelOpen.class, e -> e.peerId().equals("bob"));
        mark("hello");
        subscribe.client.sendText("{\"id\":\"1\"}");
        List<String> texts = new ArrayList<>();
        Thread waiter = Thread.ofVirtual()
                .start(() -> texts.add(events.await(
                                MediaEvent.ChannelText.class, e -> e.peerId().equals("bob"))
                        .text()));
        drive(() -> !waiter.isAlive());
        assertThat(texts).containsExactly("{\"id\":\"1\"}");
    }

    private void a_paused_track_stops_and_comes_back_with_a_key_frame() throws IOException {
        room.accept(new MediaCommand.Forward("bob", Sdp.VIDEO, Layer.NONE));
        mark("paused");
        received.clear();
        driveSending(() -> count(audioSsrc) >= 5, true, false);
        assertThat(count(videoSsrc)).isZero();

        while (publish.client.pollRtcp() != null) {
            // Requests from before do not count.
        }
        room.accept(new MediaCommand.Forward("bob", Sdp.VIDEO, Layer.HIGH));
        boolean[] asked = {false};
        driveSending(() -> asked[0] |= pictureAsked(), false, false);
        assertThat(count(videoSsrc)).isZero();
        driveSending(() -> count(videoSsrc) >= 3, true, true);
    }

    private void closing_leaves_nothing_behind() {
        assertThat(node.stats().loops().getFirst().peersFailed()).isZero();
        room.accept(new MediaCommand.ClosePeer("alice"));
        room.accept(new MediaCommand.ClosePeer("bob"));
        while (node.stats().connections() > 0 || node.stats().addresses() > 0) {
            Thread.onSpinWait();
        }
        assertThat(node.stats().rooms()).isEqualTo(1);
    }

    /** Everything the loop did before this text is done when it has arrived. */
    private void mark(String text) throws IOException {
        room.accept(new MediaCommand.SendChannel("bob", text));
        String[] last = {null};
        drive(() -> {
            last[0] = subscribe.client.pollText();
            return text.equals(last[0]);
        });
    }

    private LoopbackConnection connection() throws IOException {
        LoopbackConnection connection = new LoopbackConnection(node.ports().getFirst());
        connections.add(connection);
        return connection;
    }

    private void driveSending(BooleanSupplier until, boolean audio, boolean keyFrames) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!until.getAsBoolean()) {
            if (audio) {
                publish.sendRtp(rtp(111, audioSequence++, Sdp.AUDIO_SSRC, new byte[] {1, 2, 3}));
            }
            publish.sendRtp(rtp(96, videoSequence++, Sdp.VIDEO_SSRC, picture(keyFrames)));
            step(end);
        }
    }

    private void drive(BooleanSupplier until) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!until.getAsBoolean()) {
            step(end);
        }
    }

    private void step(long end) throws IOException {
        for (LoopbackConnection connection : connections) {
            connection.step();
        }
        if (subscribe != null) {
            for (byte[] packet = subscribe.client.pollRtp(); packet != null; packet = subscribe.client.pollRtp()) {
                received.add(packet);
            }
        }
        assertThat(System.nanoTime()).as("still waiting").isLessThan(end);
    }

    private long count(long ssrc) {
        return received.stream().filter(packet -> ssrc(packet) == ssrc).count();
    }

    private static long ssrc(byte[] packet) {
        return ByteBuffer.wrap(packet).getInt(8) & 0xFFFF_FFFFL;
    }

    private boolean pictureAsked() {
        boolean asked = false;
        for (byte[] packet = publish.client.pollRtcp(); packet != null; packet = publish.client.pollRtcp()) {
            ByteBuffer rtcp = ByteBuffer.wrap(packet);
            while (rtcp.remaining() >= 4) {
                int first = rtcp.get() & 0xFF;
                int type = rtcp.get() & 0xFF;
                int words = rtcp.getShort() & 0xFFFF;
                asked |= type == 206 && (first & 31) == 1;
                rtcp.position(Math.min(rtcp.limit(), rtcp.position() + 4 * words));
            }
        }
        return asked;
    }

    private static byte[] rtp(int type, int sequence, int ssrc, byte[] payload) {
        return ByteBuffer.allocate(12 + payload.length)
                .put((byte) 0x80)
                .put((byte) (0x80 | type))
                .putShort((short) sequence)
                .putInt(sequence * 3000)
                .putInt(ssrc)
                .put(payload)
                .array();
    }

    /** A VP8 frame in one packet (RFC 7741 §4): descriptor, frame tag, for a key frame start code and size. */
    private static byte[] picture(boolean keyFrame) {
        byte[] head = keyFrame
                ? new byte[] {0x10, 0x10, 0, 0, (byte) 0x9D, 1, 0x2A, 16, 0, 16, 0}
                : new byte[] {0x10, 0x11, 0, 0};
        return ByteBuffer.allocate(head.length + 7)
                .put(head)
                .put("picture".getBytes(StandardCharsets.US_ASCII))
                .array();
    }
}
