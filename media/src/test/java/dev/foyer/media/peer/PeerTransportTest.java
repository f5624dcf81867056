package dev.foyer.media.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.media.dtls.DtlsIdentity;
import dev.foyer.media.ice.IceCredentials;
import dev.foyer.media.wire.PacketBuffer;
import dev.foyer.media.wire.TransportAddress;
import java.security.SecureRandom;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server's transport and a browser's, joined by two lists of datagrams. */
class PeerTransportTest {
    private static final DtlsIdentity IDENTITY = DtlsIdentity.generate(new SecureRandom());
    private static final TransportAddress HOME = TransportAddress.ipv4(0x0A000001, 40000);
    private static final TransportAddress AWAY = new TransportAddress(0x20010db800000000L, 9, 40001);
    private static final long SECOND = 1_000_000_000L;

    private final Semaphore signal = new Semaphore(0);
    private final Random random = new Random(5);
    private final PeerTransport server =
            new PeerTransport(IceCredentials.random(random), IDENTITY, Thread::startVirtualThread, signal::release);
    private final PacketBuffer slot = PacketBuffer.onHeap();
    private TestClient client = new TestClient(signal::release);
    private TransportAddress clientAddress = HOME;
    private long now = 100 * SECOND;

    @AfterEach
    void endThreads() {
        server.close();
        client.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8})
    void media_flows_both_ways_after_check_and_handshake(int profile) throws InterruptedException {
        client = new TestClient(signal::release, profile);
        assertThat(server.state()).isEqualTo(PeerTransport.State.NEW);
        connect();
        byte[] rtp = packet(0x8060, 40);
        byte[] rtcp = packet(0x80C9, 8);

        assertThat(client.profile()).isEqualTo(profile);
        assertThat(deliver(client.sealRtp(rtp))).isEqualTo(PeerTransport.Received.RTP);
        assertThat(slot.toBytes()).isEqualTo(rtp);
        assertThat(deliver(client.sealRtcp(rtcp))).isEqualTo(PeerTransport.Received.RTCP);
        assertThat(slot.toBytes()).isEqualTo(rtcp);
        PacketBuffer sealed = PacketBuffer.onHeap();
        assertThat(server.protectRtp(PacketBuffer.of(rtp), sealed)).isTrue();
        client.handle(now, sealed.toBytes());
        assertThat(server.protectRtcp(PacketBuffer.of(rtcp), sealed)).isTrue();
        client.handle(now, sealed.toBytes());
        assertThat(client.pollRtp()).isEqualTo(rtp);
        assertThat(client.pollRtcp()).isEqualTo(rtcp);
    }

    @Test
    void text_sent_before_the_connection_arrives_after_it() throws InterruptedException {
        server.openChannel("events");
        server.sendText("first");
        server.sendText("second");
        connect();
        exchangeUntil(() -> server.channelOpen() && client.hasChannel());
        String[] got = {client.pollText(), null};
        exchangeUntil(() -> {
            got[0] = got[0] == null ? client.pollText() : got[0];
            got[1] = got[1] == null ? client.pollText() : got[1];
            return got[1] != null;
        });

        assertThat(got).containsExactly("first", "second");
        client.sendText("reply");
        exchangeUntil(() -> "reply".equals(server.pollText()));
    }

    @Test
    void a_channel_that_the_client_opens_carries_text_both_ways() throws InterruptedException {
        server.sendText("queued");
        client.openChannel("api");
        connect();
        exchangeUntil(() -> "queued".equals(client.pollText()));
        client.sendText("x".repeat(20_000));
        exchangeUntil(() -> "x".repeat(20_000).equals(server.pollText()));

        assertThat(server.channelOpen()).isTrue();
    }

    @Test
    void media_before_the_handshake_is_dropped() {
        server.remote(client.credentials(), client.fingerprint());

        assertThat(deliver(packet(0x8060, 40))).isEqualTo(PeerTransport.Received.DROPPED);
        assertThat(server.protectRtp(PacketBuffer.of(packet(0x8060, 40)), slot)).isFalse();
        assertThat(server.selected()).isNull();
    }

    @Test
    void dtls_from_an_address_without_a_check_is_dropped() {
        byte[] hello = new byte[60];
        hello[0] = 22;

        assertThat(deliver(hello)).isEqualTo(PeerTransport.Received.DROPPED);
        assertThat(server.dropped()).isEqualTo(1);
    }

    @Test
    void a_wrong_fingerprint_fails_the_transport() throws InterruptedException {
        server.remote(client.credentials(), IDENTITY.fingerprint());
        client.server(server.local(), IDENTITY.fingerprint());
        client.check(true);
        exchangeUntil(() -> server.state() == PeerTransport.State.FAILED);

        assertThat(server.protectRtp(PacketBuffer.of(packet(0x8060, 40)), slot)).isFalse();
    }

    @Test
    void silence_disconnects_and_then_fails() throws InterruptedException {
        connect();
        assertThat(server.nextTimeoutNanos()).isLessThanOrEqualTo(now + 5 * SECOND);
        now += 5 * SECOND;
        server.handleTimeout(now);
        assertThat(server.state()).isEqualTo(PeerTransport.State.DISCONNECTED);
        client.check(false);
        move();
        assertThat(server.state()).isEqualTo(PeerTransport.State.CONNECTED);
        now += 30 * SECOND;
        server.handleTimeout(now);

        assertThat(server.state()).isEqualTo(PeerTransport.State.FAILED);
        assertThat(server.selected()).isNull();
        assertThat(server.protectRtp(PacketBuffer.of(packet(0x8060, 40)), slot)).isFalse();
    }

    @Test
    void an_ice_restart_from_another_address_keeps_the_keys() throws InterruptedException {
        connect();
        IceCredentials fresh = IceCredentials.random(random);
        IceCredentials old = server.local();
        server.restartIce(fresh);
        client.check(false, old);
        move();
        assertThat(client.errors()).isZero();
        client.server(fresh, IDENTITY.fingerprint());
        server.remote(client.credentials(), client.fingerprint());
        clientAddress = AWAY;
        client.check(true);
        move();

        assertThat(server.selected()).isEqualTo(AWAY);
        assertThat(server.lastDestination()).isEqualTo(AWAY);
        assertThat(server.state()).isEqualTo(PeerTransport.State.CONNECTED);
        assertThat(deliver(client.sealRtp(packet(0x8060, 40)))).isEqualTo(PeerTransport.Received.RTP);
        client.check(true, old);
        move();
        assertThat(client.errors()).isEqualTo(1);
    }

    @Test
    void closing_reaches_the_other_side() throws InterruptedException {
        connect();
        client.close();
        exchangeUntil(server::closed);

        assertThat(server.state()).isEqualTo(PeerTransport.State.FAILED);
    }

    @Test
    void noise_of_every_kind_is_dropped() throws InterruptedException {
        connect();
        int media = 0;
        for (int i = 0; i < 5000; i++) {
            byte[] noise = new byte[random.nextInt(100)];
            random.nextBytes(noise);
            PeerTransport.Received received = deliver(noise);
            media += received == PeerTransport.Received.RTP || received == PeerTransport.Received.RTCP ? 1 : 0;
        }
        assertThat(media).isZero();
        assertThat(deliver(client.sealRtp(packet(0x8060, 40)))).isEqualTo(PeerTransport.Received.RTP);
    }

    private void connect() throws InterruptedException {
        server.remote(client.credentials(), client.fingerprint());
        client.server(server.local(), IDENTITY.fingerprint());
        client.check(true);
        exchangeUntil(() -> server.state() == PeerTransport.State.CONNECTED && client.connected());
    }

    private PeerTransport.Received deliver(byte[] datagram) {
        slot.set(datagram, 0, datagram.length);
        return server.handle(now, slot, clientAddress);
    }

    private void exchangeUntil(BooleanSupplier done) throws InterruptedException {
        while (true) {
            boolean moved = move();
            if (done.getAsBoolean()) {
                return;
            }
            if (!moved) {
                assertThat(signal.tryAcquire(10, TimeUnit.SECONDS))
                        .as("no progress")
                        .isTrue();
            }
        }
    }

    private boolean move() {
        boolean moved = false;
        for (byte[] out = client.poll(now); out != null; out = client.poll(now)) {
            deliver(out);
            moved = true;
        }
        PacketBuffer out = PacketBuffer.onHeap();
        while (server.pollDatagram(now, out)) {
            assertThat(server.lastDestination()).isEqualTo(clientAddress);
            client.handle(now, out.toBytes());
            moved = true;
        }
        return moved;
    }

    private static byte[] packet(int firstTwo, int body) {
        PacketBuffer packet = PacketBuffer.onHeap();
        packet.length(12 + body);
        packet.u16(0, firstTwo);
        packet.u16(2, (firstTwo & 0xFF) >= 192 ? 2 + body / 4 : 1000);
        packet.u32(4, 77);
        packet.u32(8, 77);
        return packet.toBytes();
    }
}
