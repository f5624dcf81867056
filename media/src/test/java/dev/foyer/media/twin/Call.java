package dev.foyer.media.twin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.media.forward.Egress;
import dev.foyer.media.forward.Router;
import dev.foyer.media.netem.NetworkEmulator.Profile;
import dev.foyer.media.peer.PeerTransport;
import dev.foyer.media.peer.TestClient;
import dev.foyer.media.stream.Codec;
import dev.foyer.media.stream.ExtensionIds;
import dev.foyer.media.stream.OffHeapSlots;
import dev.foyer.media.stream.ReceiveTrackConfig;
import dev.foyer.media.stream.RtpFormat;
import dev.foyer.media.stream.SendTrackConfig;
import dev.foyer.media.wire.PacketBuffer;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One publishing browser, the server and one viewing browser, in steps of a millisecond of virtual time. */
final class Call implements Egress, AutoCloseable {
    static final int PUBLISHER = 1;
    static final int VIEWER = 2;
    static final String CAMERA = "cam";
    static final String MICROPHONE = "mic";
    static final long MS = Publisher.MS;
    static final Profile LAN = Profile.delay(20 * MS);

    private static final OffHeapSlots SLOTS = new OffHeapSlots(64L << 20);
    private static final ExtensionIds IN = new ExtensionIds(4, 1, 3, 0, 0, 0, 0);
    private static final ExtensionIds OUT = new ExtensionIds(9, 8, 7, 6, 0, 0, 0);

    /** What two runs of one seed must agree in. */
    record Outcome(
            int frames,
            int keyFrames,
            int decoded,
            int frameHash,
            int audio,
            int plis,
            int nacks,
            int resent,
            long lost) {}

    final Leg publishing;
    final Leg viewing;
    final Router router;
    final Publisher publisher;
    final Viewer viewer;
    final long start = 100_000 * MS;
    long now = start;
    private int pauses;

    /** How a call is: paths of the publisher's leg and of the viewer's, both directions alike. */
    record Plan(long seed, Profile publishing, Profile viewing, Publisher.Shape shape, long retryNanos) {
        static Plan of(long seed, Profile publishing, Profile viewing) {
            long roundTrip = 2 * Math.max(publishing.delayNanos(), viewing.delayNanos());
            return new Plan(seed, publishing, viewing, Publisher.Shape.USUAL, Math.max(100 * MS, roundTrip + 40 * MS));
        }

        Plan shaped(Publisher.Shape other) {
            return new Plan(seed, publishing, viewing, other, retryNanos);
        }
    }

    /** Outgoing numbers begin as high as they may, so that they wrap as early as they can. */
    private static final class HighStart extends Random {
        HighStart(long seed) {
            super(seed);
        }

        @Override
        public int nextInt(int bound) {
            return bound - 1;
        }
    }

    Call(Plan plan) throws InterruptedException {
        Random random = new Random(plan.seed());
        publishing = new Leg(random.nextLong(), plan.publishing(), plan.publishing());
        viewing = new Leg(random.nextLong(), plan.viewing(), plan.viewing());
        router = new Router(this, new HighStart(random.nextLong()), SLOTS);
        publisher = new Publisher(
                start, plan.shape(), plan.retryNanos() / 5, (rtcp, plain) -> publishing.browserSends(now, rtcp, plain));
        viewer = new Viewer(plan.retryNanos(), plain -> viewing.browserSends(now, true, plain));
        publishing.connect(now);
        viewing.connect(now);
        publishing.serve(p -> router.handleRtp(now, PUBLISHER, p), p -> router.handleRtcp(now, PUBLISHER, p));
        viewing.serve(p -> router.handleRtp(now, VIEWER, p), p -> router.handleRtcp(now, VIEWER, p));
        tracks();
    }

    private void tracks() {
        RtpFormat video = new RtpFormat(Codec.VP8, 96, 97, IN);
        router.publish(
                PUBLISHER,
                new ReceiveTrackConfig(
                        CAMERA,
                        "1",
                        "video",
                        video,
                        List.of(Publisher.VIDEO),
                        Map.of(Publisher.VIDEO_RTX, Publisher.VIDEO),
                        700));
        RtpFormat audio = new RtpFormat(Codec.OPUS, 111, -1, IN);
        router.publish(
                PUBLISHER,
                new ReceiveTrackConfig(MICROPHONE, "0", "audio", audio, List.of(Publisher.AUDIO), Map.of(), 32));
        RtpFormat videoOut = new RtpFormat(Codec.VP8, 100, 101, OUT);
        router.subscribe(
                VIEWER, new SendTrackConfig(CAMERA, "5", videoOut, Viewer.VIDEO, Viewer.VIDEO_RTX, "anna"), true);
        RtpFormat audioOut = new RtpFormat(Codec.OPUS, 109, -1, OUT);
        router.subscribe(VIEWER, new SendTrackConfig(MICROPHONE, "6", audioOut, Viewer.AUDIO, 0, "anna"), true);
    }

    @Override
    public boolean rtp(int connection, PacketBuffer plain) {
        return (connection == PUBLISHER ? publishing : viewing).serverSends(now, false, plain);
    }

    @Override
    public boolean rtcp(int connection, PacketBuffer plain) {
        return (connection == PUBLISHER ? publishing : viewing).serverSends(now, true, plain);
    }

    /** Lets time pass. */
    Call run(long millis) throws InterruptedException {
        for (long i = 0; i < millis; i++) {
            now += MS;
            publisher.tick(now);
            publishing.step(now);
            if (router.nextTimeoutNanos() <= now) {
                router.handleTimeout(now);
            }
            viewing.step(now);
            read();
            viewer.tick(now);
        }
        return this;
    }

    private void read() {
        TestClient from = publishing.browser;
        for (byte[] bytes = from.pollRtcp(); bytes != null; bytes = from.pollRtcp()) {
            publisher.rtcp(now, bytes);
        }
        assertThat(from.pollRtp()).as("media to the publisher").isNull();
        TestClient to = viewing.browser;
        for (byte[] bytes = to.pollRtp(); bytes != null; bytes = to.pollRtp()) {
            viewer.rtp(now, bytes);
        }
        for (byte[] bytes = to.pollRtcp(); bytes != null; bytes = to.pollRtcp()) {
            viewer.rtcp(publisher, bytes);
        }
    }

    /** Pauses the viewer's subscriptions or lets them go on. */
    void forward(boolean on) {
        pauses += on ? 0 : 1;
        router.forward(VIEWER, CAMERA, on);
        router.forward(VIEWER, MICROPHONE, on);
    }

    /** Lets time pass and checks that both connections hold and that only a pause has cut a frame. */
    Call holds(long millis) throws InterruptedException {
        run(millis);
        assertThat(publishing.server.state()).isEqualTo(PeerTransport.State.CONNECTED);
        assertThat(viewing.server.state()).isEqualTo(PeerTransport.State.CONNECTED);
        assertThat(viewer.decoder.cutFrames).as("cut frames").isLessThanOrEqualTo(pauses);
        return this;
    }

    /** Share of the frames {@code from} to {@code to} that were decoded. */
    double share(int from, int to) {
        return (double) viewer.decoder.decodedBetween(from, to) / (to - from);
    }

    /** Share of the frames after the first two seconds, but for the last one and a half, that were decoded. */
    double share() {
        return share(60, publisher.frames - 45);
    }

    double audioShare() {
        return (double) viewer.audio.received() / publisher.audioPackets;
    }

    /** Milliseconds from the start to the first frame decoded at or after {@code fromMillis}. */
    long firstAfter(long fromMillis) {
        return viewer.decoder.decoded.stream()
                .mapToLong(decoded -> (decoded.at() - start) / MS)
                .filter(millis -> millis >= fromMillis)
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }

    /** Milliseconds of the longest freeze between two moments, milliseconds from the start. */
    long freeze(long fromMillis, long toMillis) {
        return viewer.decoder.longestFreeze(start + fromMillis * MS, start + toMillis * MS) / MS;
    }

    Outcome outcome() {
        return new Outcome(
                publisher.frames,
                publisher.keyFrames,
                viewer.decoder.decoded.size(),
                viewer.decoder.decoded.hashCode(),
                viewer.audio.received(),
                publisher.plis,
                viewer.nacks,
                publisher.resent,
                publishing.up.lost() + publishing.down.lost() + viewing.up.lost() + viewing.down.lost());
    }

    @Override
    public void close() {
        publishing.close();
        viewing.close();
    }
}
