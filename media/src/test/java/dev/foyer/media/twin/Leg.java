package dev.foyer.media.twin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.media.dtls.DtlsIdentity;
import dev.foyer.media.ice.IceCredentials;
import dev.foyer.media.netem.NetworkEmulator;
import dev.foyer.media.netem.NetworkEmulator.Profile;
import dev.foyer.media.peer.PeerTransport;
import dev.foyer.media.peer.TestClient;
import dev.foyer.media.wire.PacketBuffer;
import dev.foyer.media.wire.TransportAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A browser's transport and the server's, joined by two emulated paths. The handshake, which runs on threads of its own, is
 * done on a perfect path; after it everything happens in virtual time.
 */
final class Leg implements AutoCloseable {
    private static final DtlsIdentity IDENTITY = DtlsIdentity.generate(new SecureRandom());
    private static final TransportAddress BROWSER = TransportAddress.ipv4(0x0A000001, 40000);
    private static final int APPLICATION_DATA = 23;

    final NetworkEmulator up;
    final NetworkEmulator down;
    final PeerTransport server;
    final TestClient browser;
    private final Thread owner = Thread.currentThread();
    private final Semaphore anything = new Semaphore(0);
    private final Semaphore fromThreads = new Semaphore(0);
    private final Set<ByteBuffer> records = new HashSet<>();
    private final PacketBuffer slot = PacketBuffer.onHeap();
    private final PacketBuffer sealed = PacketBuffer.onHeap();
    private Consumer<PacketBuffer> rtpIn = packet -> {};
    private Consumer<PacketBuffer> rtcpIn = packet -> {};
    private long nextCheck = Long.MIN_VALUE;

    Leg(long seed, Profile up, Profile down) {
        Random random = new Random(seed);
        this.up = new NetworkEmulator(random.nextLong(), up);
        this.down = new NetworkEmulator(random.nextLong(), down);
        server = new PeerTransport(IceCredentials.random(random), IDENTITY, Thread::startVirtualThread, this::wake);
        browser = new TestClient(this::wake);
    }

    /** Who takes what the browser sent. */
    void serve(Consumer<PacketBuffer> rtp, Consumer<PacketBuffer> rtcp) {
        rtpIn = rtp;
        rtcpIn = rtcp;
    }

    private void wake() {
        anything.release();
        if (Thread.currentThread() != owner) {
            fromThreads.release();
        }
    }

    /** Check and handshake, past the emulated paths. */
    void connect(long now) throws InterruptedException {
        server.remote(browser.credentials(), browser.fingerprint());
        browser.server(server.local(), IDENTITY.fingerprint());
        browser.check(true);
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (server.state() != PeerTransport.State.CONNECTED || !browser.connected()) {
            assertThat(System.nanoTime()).as("handshake within ten seconds").isLessThan(limit);
            for (byte[] bytes = browser.poll(now); bytes != null; bytes = browser.poll(now)) {
                server.handle(now, PacketBuffer.of(bytes), BROWSER);
            }
            while (server.pollDatagram(now, slot)) {
                browser.handle(now, slot.toBytes());
            }
            anything.tryAcquire(5, TimeUnit.MILLISECONDS);
        }
    }

    /** Carries everything that is due. */
    void step(long now) throws InterruptedException {
        if (now >= nextCheck) {
            nextCheck = now + 1_000_000_000L;
            browser.check(true);
        }
        browser.handleTimeout(now);
        for (byte[] bytes = browser.poll(now); bytes != null; bytes = browser.poll(now)) {
            up.send(now, bytes);
        }
        for (byte[] bytes = up.poll(now); bytes != null; bytes = up.poll(now)) {
            toServer(now, bytes);
        }
        if (server.nextTimeoutNanos() <= now) {
            server.handleTimeout(now);
        }
        while (server.pollDatagram(now, slot)) {
            down.send(now, slot.toBytes());
        }
        for (byte[] bytes = down.poll(now); bytes != null; bytes = down.poll(now)) {
            fromThreads.drainPermits();
            browser.handle(now, bytes);
            await(bytes);
        }
    }

    private void toServer(long now, byte[] bytes) throws InterruptedException {
        slot.set(bytes, 0, bytes.length);
        fromThreads.drainPermits();
        switch (server.handle(now, slot, BROWSER)) {
            case RTP -> rtpIn.accept(slot);
            case RTCP -> rtcpIn.accept(slot);
            case CONSUMED, DROPPED -> await(bytes);
        }
    }

    /** Waits until the reading thread has passed a record on, so that virtual time does not overtake it. */
    private void await(byte[] bytes) throws InterruptedException {
        if (bytes[0] == APPLICATION_DATA && records.add(ByteBuffer.wrap(bytes))) {
            assertThat(fromThreads.tryAcquire(5, TimeUnit.SECONDS))
                    .as("record taken")
                    .isTrue();
        }
    }

    void browserSends(long now, boolean rtcp, byte[] plain) {
        byte[] bytes = rtcp ? browser.sealRtcp(plain) : browser.sealRtp(plain);
        assertThat(bytes).as("sealed by the browser").isNotNull();
        up.send(now, bytes);
    }

    boolean serverSends(long now, boolean rtcp, PacketBuffer plain) {
        boolean ready = rtcp ? server.protectRtcp(plain, sealed) : server.protectRtp(plain, sealed);
        if (ready) {
            down.send(now, sealed.toBytes());
        }
        return ready;
    }

    void paths(Profile newUp, Profile newDown) {
        up.profile(newUp);
        down.profile(newDown);
    }

    @Override
    public void close() {
        server.close();
        browser.close();
    }
}
