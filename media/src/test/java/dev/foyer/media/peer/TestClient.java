package dev.foyer.media.peer;

import dev.foyer.media.dtls.DtlsIdentity;
import dev.foyer.media.dtls.DtlsKeys;
import dev.foyer.media.dtls.TestDtlsClient;
import dev.foyer.media.ice.IceCredentials;
import dev.foyer.media.ice.StunBuilder;
import dev.foyer.media.ice.StunMessage;
import dev.foyer.media.sctp.ChannelEvent;
import dev.foyer.media.sctp.SctpAssociation;
import dev.foyer.media.wire.PacketBuffer;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The browser's side of a transport: full ICE in the controlling role, DTLS client, SRTP and, when {@link #openChannel} is
 * called or the server begins, SCTP. Datagrams in by {@link #handle}, out by {@link #poll}; no sockets. One thread, but for
 * the DTLS handshake's own virtual thread, which calls {@code wake}.
 */
public final class TestClient implements AutoCloseable {
    private static final DtlsIdentity IDENTITY = DtlsIdentity.generate(new SecureRandom());

    private final SecureRandom random = new SecureRandom();
    private final TestDtlsClient dtls;
    private final SctpAssociation sctp = new SctpAssociation(random, false);
    private final ArrayDeque<byte[]> outgoing = new ArrayDeque<>();
    private final ArrayDeque<byte[]> rtp = new ArrayDeque<>();
    private final ArrayDeque<byte[]> rtcp = new ArrayDeque<>();
    private final ArrayDeque<String> texts = new ArrayDeque<>();
    private final PacketBuffer scratch = PacketBuffer.onHeap();
    private IceCredentials local = IceCredentials.random(random);
    private @Nullable IceCredentials server;
    private @Nullable String serverFingerprint;
    private @Nullable MediaCrypto crypto;
    private boolean started;
    private boolean wantsSctp;
    private boolean sctpStarted;
    private int stream = -1;
    private int errors;
    private int succeeded;

    /** A client that offers GCM and SHA1_80. */
    public TestClient(Runnable wake) {
        this(wake, 7, 1);
    }

    /** A client that offers these SRTP profiles. */
    public TestClient(Runnable wake, int... profiles) {
        dtls = new TestDtlsClient(IDENTITY, profiles, wake);
    }

    public IceCredentials credentials() {
        return local;
    }

    public String fingerprint() {
        return IDENTITY.fingerprint();
    }

    /** What the server's session description says; again at an ICE restart, with fresh credentials of our own. */
    public void server(IceCredentials credentials, String fingerprint) {
        if (server != null) {
            local = IceCredentials.random(random);
        }
        server = credentials;
        serverFingerprint = fingerprint;
    }

    /** Queues a connectivity check. */
    public void check(boolean nominate) {
        check(nominate, server);
    }

    /** Queues a check under these credentials of the server. */
    public void check(boolean nominate, IceCredentials with) {
        byte[] id = new byte[12];
        random.nextBytes(id);
        StunBuilder request = new StunBuilder(StunMessage.Kind.REQUEST, id)
                .username(with.ufrag() + ":" + local.ufrag())
                .priority(0x6E7F_00FFL)
                .controlling(1);
        if (nominate) {
            request.useCandidate();
        }
        outgoing.add(request.build(with.pwd()));
    }

    /** Takes a datagram from the server. */
    public void handle(long nowNanos, byte[] datagram) {
        int first = datagram[0] & 0xFF;
        if (first <= 3) {
            handleStun(datagram);
        } else if (first >= 20 && first <= 63) {
            dtls.handle(datagram);
        } else if (first >= 128 && first <= 191) {
            open(datagram);
        }
        pump(nowNanos);
    }

    private void handleStun(byte[] datagram) {
        StunMessage answer = StunMessage.parse(PacketBuffer.of(datagram));
        if (answer == null || answer.kind() != StunMessage.Kind.SUCCESS) {
            errors++;
            return;
        }
        succeeded++;
        if (!started && serverFingerprint != null) {
            started = true;
            dtls.start(serverFingerprint);
        }
    }

    private void open(byte[] datagram) {
        MediaCrypto ready = crypto();
        if (ready == null) {
            return;
        }
        PacketBuffer packet = PacketBuffer.of(datagram);
        int second = datagram[1] & 0xFF;
        if (second >= 192 && second <= 223) {
            if (ready.receiver().unprotectRtcp(packet)) {
                rtcp.add(packet.toBytes());
            }
        } else if (ready.receiver().unprotectRtp(packet)) {
            rtp.add(packet.toBytes());
        }
    }

    private @Nullable MediaCrypto crypto() {
        if (crypto == null) {
            DtlsKeys keys = dtls.keys();
            crypto = keys == null ? null : MediaCrypto.of(keys, false);
        }
        return crypto;
    }

    private void pump(long nowNanos) {
        if (!dtls.connected()) {
            return;
        }
        if (wantsSctp && !sctpStarted) {
            sctpStarted = true;
            sctp.connect(nowNanos);
        }
        for (byte[] packet = dtls.pollData(); packet != null; packet = dtls.pollData()) {
            sctp.handle(nowNanos, packet);
        }
        for (ChannelEvent event = sctp.pollEvent(); event != null; event = sctp.pollEvent()) {
            if (event instanceof ChannelEvent.Text text) {
                texts.add(text.text());
            } else if (event instanceof ChannelEvent.Opened opened && stream < 0) {
                stream = opened.stream();
            }
        }
        for (byte[] packet = sctp.poll(nowNanos); packet != null; packet = sctp.poll(nowNanos)) {
            dtls.send(packet);
        }
    }

    /** The next datagram for the server, or null. */
    public byte @Nullable [] poll(long nowNanos) {
        byte[] check = outgoing.poll();
        if (check != null) {
            return check;
        }
        pump(nowNanos);
        return dtls.poll();
    }

    /** Runs SCTP's timers. */
    public void handleTimeout(long nowNanos) {
        sctp.handleTimeout(nowNanos);
        pump(nowNanos);
    }

    /** True once the handshake is done. */
    public boolean connected() {
        return dtls.connected();
    }

    /** True once the handshake failed or the session is over. */
    public boolean ended() {
        return dtls.ended();
    }

    /** The SRTP profile in use, 0 for none. */
    public int profile() {
        DtlsKeys keys = dtls.keys();
        return keys == null ? 0 : keys.profile();
    }

    /** Checks that the server answered with success. */
    public int succeeded() {
        return succeeded;
    }

    /** Checks that the server answered with an error. */
    public int errors() {
        return errors;
    }

    /** Plain RTP sealed for the server; null when it cannot be. */
    public byte @Nullable [] sealRtp(byte[] plain) {
        MediaCrypto ready = crypto();
        boolean sealed = ready != null && ready.sender().protectRtp(PacketBuffer.of(plain), scratch);
        return sealed ? scratch.toBytes() : null;
    }

    /** A plain compound RTCP packet sealed for the server; null when it cannot be. */
    public byte @Nullable [] sealRtcp(byte[] plain) {
        MediaCrypto ready = crypto();
        boolean sealed = ready != null && ready.sender().protectRtcp(PacketBuffer.of(plain), scratch);
        return sealed ? scratch.toBytes() : null;
    }

    /** The next opened RTP packet from the server, or null. */
    public byte @Nullable [] pollRtp() {
        return rtp.poll();
    }

    /** The next opened compound RTCP packet from the server, or null. */
    public byte @Nullable [] pollRtcp() {
        return rtcp.poll();
    }

    /** Opens a channel of our own. */
    public void openChannel(String label) {
        wantsSctp = true;
        stream = sctp.openChannel(label, "");
    }

    /** True when a channel, ours or the server's, is there to send on. */
    public boolean hasChannel() {
        return stream >= 0;
    }

    public void sendText(String text) {
        sctp.send(stream, text);
    }

    /** The next text from the server, or null. */
    public @Nullable String pollText() {
        return texts.poll();
    }

    /** Sends close_notify (left to {@link #poll}) and ends the thread. */
    @Override
    public void close() {
        dtls.close();
    }
}
