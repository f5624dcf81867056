package dev.foyer.media.sctp;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The four-way handshake (RFC 9260 section 5), also when both sides begin. An INIT with another tag once the association is up
 * is refused: a peer restarts together with its DTLS connection, which carries a new association.
 */
final class Handshake {
    private static final int MAX_RETRANSMITS = 8;

    private final CookieJar cookies;
    private final int localTag;
    private final int initialTsn;
    private State state = State.CLOSED;
    private @Nullable PeerState peer;
    private byte[] cookie = Chunk.EMPTY;
    private boolean sendNow;
    private int retransmits;
    private long timeout = Long.MAX_VALUE;

    private enum State {
        CLOSED,
        COOKIE_WAIT,
        COOKIE_ECHOED,
        ESTABLISHED
    }

    Handshake(RandomGenerator random) {
        cookies = new CookieJar(random);
        int tag = random.nextInt();
        localTag = tag == 0 ? 1 : tag;
        initialTsn = random.nextInt();
    }

    int localTag() {
        return localTag;
    }

    int initialTsn() {
        return initialTsn;
    }

    @Nullable
    PeerState peer() {
        return peer;
    }

    void connect(long nowNanos) {
        if (state == State.CLOSED) {
            state = State.COOKIE_WAIT;
            sendNow = true;
            timeout = nowNanos;
        }
    }

    private InitChunk ours(List<Parameter> parameters) {
        int streams = Receiver.MAX_STREAMS;
        return new InitChunk(localTag, Receiver.WINDOW_BYTES, streams, streams, initialTsn, parameters);
    }

    /** The INIT ACK packet for the peer's INIT, or null when it is refused. Keeps no state: that is in the cookie. */
    byte @Nullable [] answerInit(long nowNanos, InitChunk init) {
        if (state == State.ESTABLISHED && (peer == null || peer.tag() != init.tag())) {
            return null;
        }
        List<Parameter> parameters = new ArrayList<>(InitChunk.ourExtensions());
        parameters.add(new Parameter(Parameter.STATE_COOKIE, cookies.seal(nowNanos, localTag, init)));
        parameters.addAll(init.unrecognized());
        return new Packet(init.tag(), List.of(ours(parameters).toChunk(Chunk.INIT_ACK))).encode();
    }

    boolean acceptInitAck(long nowNanos, InitChunk ack) {
        byte[] received = ack.cookie();
        int room = Packet.MAX_BYTES - Packet.HEADER - Chunk.HEADER;
        if (state != State.COOKIE_WAIT || received == null || received.length > room) {
            return false;
        }
        state = State.COOKIE_ECHOED;
        peer = PeerState.of(ack);
        cookie = received;
        retransmits = 0;
        sendNow = true;
        timeout = nowNanos;
        return true;
    }

    /** True when the cookie is good and a COOKIE ACK is due. */
    boolean acceptCookie(long nowNanos, byte[] echoed) {
        PeerState from = cookies.open(nowNanos, localTag, echoed);
        if (from == null) {
            return false;
        }
        if (state == State.ESTABLISHED) {
            return peer != null && peer.tag() == from.tag(); // our COOKIE ACK was lost
        }
        peer = from;
        finish();
        return true;
    }

    boolean acceptCookieAck() {
        if (state != State.COOKIE_ECHOED) {
            return false;
        }
        finish();
        return true;
    }

    private void finish() {
        state = State.ESTABLISHED;
        cookie = Chunk.EMPTY;
        sendNow = false;
        timeout = Long.MAX_VALUE;
    }

    /** The INIT or COOKIE ECHO that is due. */
    byte @Nullable [] poll(long nowNanos, long rto) {
        if (!sendNow) {
            return null;
        }
        sendNow = false;
        timeout = nowNanos + (rto << Math.min(retransmits, 3));
        if (state == State.COOKIE_WAIT) {
            return new Packet(0, List.of(ours(InitChunk.ourExtensions()).toChunk(Chunk.INIT))).encode();
        }
        return new Packet(peer == null ? 0 : peer.tag(), List.of(new Chunk(Chunk.COOKIE_ECHO, 0, cookie))).encode();
    }

    long nextTimeout() {
        return timeout;
    }

    /** False when the peer has not answered for too long. */
    boolean onTimeout(long nowNanos) {
        if (nowNanos < timeout || sendNow) {
            return true;
        }
        sendNow = true;
        timeout = nowNanos + 1;
        return ++retransmits <= MAX_RETRANSMITS;
    }
}
