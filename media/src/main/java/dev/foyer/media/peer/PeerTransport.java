package dev.foyer.media.peer;

import dev.foyer.media.dtls.DtlsEndpoint;
import dev.foyer.media.dtls.DtlsIdentity;
import dev.foyer.media.dtls.DtlsKeys;
import dev.foyer.media.dtls.DtlsRunner;
import dev.foyer.media.ice.IceAgent;
import dev.foyer.media.ice.IceCredentials;
import dev.foyer.media.wire.PacketBuffer;
import dev.foyer.media.wire.TransportAddress;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * The transport of one RTCPeerConnection: ICE-lite, DTLS 1.2 server, SRTP and one SCTP association, on one five-tuple that
 * may move. Datagrams in by {@link #handle}, out by {@link #pollDatagram}; media in and out as packet slots. One owner
 * thread; only the DTLS handshake runs elsewhere, behind queues. Bad input is dropped and counted.
 */
public final class PeerTransport {
    /** What became of a datagram. */
    public enum Received {
        /** It was for the transport itself. */
        CONSUMED,
        /** Malformed, unauthentic, replayed or untimely. */
        DROPPED,
        /** The buffer now holds plain RTP. */
        RTP,
        /** The buffer now holds a plain compound RTCP packet. */
        RTCP
    }

    /** Where the connection stands. */
    public enum State {
        /** No check has arrived. */
        NEW,
        CONNECTING,
        /** A pair is nominated and the handshake done. */
        CONNECTED,
        /** No check on the selected pair for five seconds; it may come back. */
        DISCONNECTED,
        /** Handshake refused, closed by the peer ({@link PeerTransport#closed}) or by us, or thirty seconds of silence. */
        FAILED
    }

    private final IceAgent ice;
    private final DtlsEndpoint dtls;
    private final DataChannels channels;
    private @Nullable MediaCrypto crypto;
    private @Nullable TransportAddress lastDestination;
    private long lastNanos;
    private long dropped;

    /**
     * A transport that waits for the peer. {@code wake} is called from any thread, also from inside methods of this object,
     * when polling is worthwhile; it must only leave a note.
     */
    public PeerTransport(IceCredentials local, DtlsIdentity identity, DtlsRunner runner, Runnable wake) {
        ice = new IceAgent(local);
        dtls = new DtlsEndpoint(identity, runner, wake);
        channels = new DataChannels(new SecureRandom(), dtls);
    }

    public IceCredentials local() {
        return ice.local();
    }

    /**
     * What the peer's session description says; again at an ICE restart. Another fingerprint than the first one fails the
     * transport.
     */
    public void remote(IceCredentials remote, String fingerprintSha256) {
        ice.remote(remote);
        dtls.expect(fingerprintSha256);
    }

    /** New local credentials; DTLS, SRTP and SCTP go on. The old ones are answered until the new ones succeed. */
    public void restartIce(IceCredentials newLocal) {
        ice.restart(newLocal);
    }

    /** Takes a datagram, sorted by its first byte (RFC 7983 §7). */
    public Received handle(long nowNanos, PacketBuffer datagram, TransportAddress from) {
        advance(nowNanos);
        Received received = datagram.length() < 2 ? Received.DROPPED : sort(nowNanos, datagram, from);
        dropped += received == Received.DROPPED ? 1 : 0;
        return received;
    }

    private Received sort(long nowNanos, PacketBuffer datagram, TransportAddress from) {
        int first = datagram.u8(0);
        if (first >= 128 && first <= 191) {
            return media(datagram);
        }
        if (first <= 3) {
            return ice.handle(nowNanos, datagram, from) ? Received.CONSUMED : Received.DROPPED;
        }
        // A handshake answers one small datagram with a large flight, so the address has to pass a check first.
        boolean taken = first >= 20 && first <= 63 && ice.isValidated(from) && dtls.handle(datagram.toBytes());
        channels.pump(nowNanos);
        return taken ? Received.CONSUMED : Received.DROPPED;
    }

    private Received media(PacketBuffer datagram) {
        MediaCrypto ready = crypto();
        if (ready == null) {
            return Received.DROPPED;
        }
        int second = datagram.u8(1);
        if (second >= 192 && second <= 223) {
            return ready.receiver().unprotectRtcp(datagram) ? Received.RTCP : Received.DROPPED;
        }
        return ready.receiver().unprotectRtp(datagram) ? Received.RTP : Received.DROPPED;
    }

    private @Nullable MediaCrypto crypto() {
        if (crypto == null) {
            DtlsKeys keys = dtls.keys();
            crypto = keys == null ? null : MediaCrypto.of(keys, true);
        }
        return crypto;
    }

    private void advance(long nowNanos) {
        lastNanos = nowNanos;
        if (ice.remote() != null) {
            ice.start(nowNanos);
        }
    }

    /** Puts the next STUN answer or DTLS record into {@code out}, bound for {@link #lastDestination}; false for none. */
    public boolean pollDatagram(long nowNanos, PacketBuffer out) {
        advance(nowNanos);
        IceAgent.Answer answer = ice.poll();
        if (answer != null) {
            answer.writeTo(out);
            lastDestination = answer.to();
            return true;
        }
        TransportAddress to = ice.selected();
        if (to == null) {
            return false;
        }
        channels.pump(nowNanos);
        byte[] record = dtls.poll();
        if (record == null) {
            return false;
        }
        out.set(record, 0, record.length);
        lastDestination = to;
        return true;
    }

    /** Where the last polled datagram goes. */
    public TransportAddress lastDestination() {
        if (lastDestination == null) {
            throw new IllegalStateException("no datagram was polled yet");
        }
        return lastDestination;
    }

    /** Where media goes, null while no pair is valid. */
    public @Nullable TransportAddress selected() {
        return ice.selected();
    }

    /** Seals RTP into {@code out} for {@link #selected}; false while keys or consent are missing or it may not be sent. */
    public boolean protectRtp(PacketBuffer plain, PacketBuffer out) {
        MediaCrypto ready = sendable();
        return ready != null && ready.sender().protectRtp(plain, out);
    }

    /** As {@link #protectRtp} for a compound RTCP packet. */
    public boolean protectRtcp(PacketBuffer plain, PacketBuffer out) {
        MediaCrypto ready = sendable();
        return ready != null && ready.sender().protectRtcp(plain, out);
    }

    /** Whether {@link #protectRtp} has an address and keys to work with. */
    public boolean isSendable() {
        return sendable() != null;
    }

    private @Nullable MediaCrypto sendable() {
        boolean connected = dtls.state() == DtlsEndpoint.State.CONNECTED && ice.selected() != null;
        return connected ? crypto() : null;
    }

    /** The state as of the last call that brought a time. */
    public State state() {
        IceAgent.State path = ice.state(lastNanos);
        DtlsEndpoint.State session = dtls.state();
        if (path == IceAgent.State.FAILED
                || session == DtlsEndpoint.State.FAILED
                || session == DtlsEndpoint.State.CLOSED) {
            return State.FAILED;
        }
        return switch (path) {
            case NEW -> State.NEW;
            case DISCONNECTED -> State.DISCONNECTED;
            case CONNECTED -> session == DtlsEndpoint.State.CONNECTED ? State.CONNECTED : State.CONNECTING;
            case CHECKING, FAILED -> State.CONNECTING;
        };
    }

    /** True when the DTLS session was closed in order by either side. */
    public boolean closed() {
        return dtls.state() == DtlsEndpoint.State.CLOSED;
    }

    /** When {@link #handleTimeout} is due next; Long.MAX_VALUE for never. */
    public long nextTimeoutNanos() {
        return Math.min(ice.nextTimeoutNanos(lastNanos), channels.nextTimeoutNanos());
    }

    public void handleTimeout(long nowNanos) {
        advance(nowNanos);
        ice.handleTimeout(nowNanos);
        channels.handleTimeout(nowNanos);
    }

    /** Opens the ordered, reliable channel that {@link #sendText} uses; only the first call counts. */
    public void openChannel(String label) {
        channels.open(label);
    }

    /** True once the channel is usable: ours, or without one the first that the peer opened. */
    public boolean channelOpen() {
        return channels.isOpen();
    }

    /** Sends text on the channel, or keeps a bounded number of texts until there is one. */
    public void sendText(String text) {
        channels.send(text);
    }

    /** The next text that arrived on any channel, or null. */
    public @Nullable String pollText() {
        channels.pump(lastNanos);
        return channels.pollText();
    }

    /** Ends the association and the session; what has to be said is left to {@link #pollDatagram}. */
    public void close() {
        channels.abort(lastNanos);
        dtls.close();
    }

    /** Datagrams and messages dropped at any layer so far. */
    public long dropped() {
        return dropped + dtls.dropped() + channels.dropped();
    }
}
