package dev.foyer.media.ice;

import dev.foyer.media.wire.PacketBuffer;
import dev.foyer.media.wire.TransportAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An ICE-lite agent (RFC 8445 §2.5): it sends no checks, answers the peer's and follows its nominations. The first pair with
 * a valid check carries media until one is nominated. Received checks on the selected pair are the consent to send
 * (RFC 7675, counted from the other side). Sans-IO, one owner; every nanosecond value is of one monotonic clock.
 */
public final class IceAgent {
    /** Where the agent stands. */
    public enum State {
        /** No valid check yet. */
        NEW,
        /** A pair is valid, none is nominated. */
        CHECKING,
        /** A pair is nominated and alive. */
        CONNECTED,
        /** The selected pair has been silent for {@link #DISCONNECTED_NANOS}. */
        DISCONNECTED,
        /** Silent for {@link #FAILED_NANOS}; only {@link #restart} revives it. */
        FAILED
    }

    /** An answer to send. */
    public static final class Answer {
        private final byte[] bytes;
        private final TransportAddress to;

        Answer(byte[] bytes, TransportAddress to) {
            this.bytes = bytes;
            this.to = to;
        }

        /** Puts the datagram into {@code out}. */
        public void writeTo(PacketBuffer out) {
            out.set(bytes, 0, bytes.length);
        }

        /** The asker's address. */
        public TransportAddress to() {
            return to;
        }
    }

    public static final long DISCONNECTED_NANOS = 5_000_000_000L;
    public static final long FAILED_NANOS = 30_000_000_000L;

    private static final int MAX_ANSWERS = 32;
    private static final int MAX_VALIDATED = 16;

    private final ArrayDeque<Answer> answers = new ArrayDeque<>();
    private final List<TransportAddress> validated = new ArrayList<>();
    private IceCredentials local;
    private @Nullable IceCredentials previous;
    private @Nullable IceCredentials remote;
    private @Nullable TransportAddress selected;
    private boolean nominated;
    private boolean failed;
    private boolean started;
    private long lastCheckNanos;
    private long dropped;

    public IceAgent(IceCredentials local) {
        this.local = local;
    }

    public IceCredentials local() {
        return local;
    }

    /** The peer's credentials; checks that arrive before are answered too, they prove knowledge of our password. */
    public void remote(IceCredentials newRemote) {
        remote = newRemote;
    }

    /** The peer's credentials, null until {@link #remote(IceCredentials)}. */
    public @Nullable IceCredentials remote() {
        return remote;
    }

    /** New local credentials (RFC 8445 §9); the old ones stay good until a check succeeds on the new. */
    public void restart(IceCredentials newLocal) {
        if (newLocal.equals(local)) {
            return;
        }
        previous = failed ? null : local;
        local = newLocal;
        if (failed) {
            failed = false;
            started = false;
            nominated = false;
        }
    }

    /** Takes a STUN datagram; false when it was dropped unanswered. Answers wait in {@link #poll}. */
    public boolean handle(long nowNanos, PacketBuffer datagram, TransportAddress from) {
        start(nowNanos);
        handleTimeout(nowNanos);
        StunMessage request = StunMessage.parse(datagram);
        if (request == null || request.kind() != StunMessage.Kind.REQUEST || answers.size() >= MAX_ANSWERS) {
            // Indications are keep-alives and ask for nothing; responses answer checks that a lite agent never sends.
            boolean keepAlive = request != null && request.kind() == StunMessage.Kind.INDICATION;
            dropped += keepAlive ? 0 : 1;
            return keepAlive;
        }
        if (failed) {
            dropped++;
            return false;
        }
        return answer(nowNanos, request, from);
    }

    private boolean answer(long nowNanos, StunMessage request, TransportAddress from) {
        if (request.username() == null || !request.hasIntegrity()) {
            return refuse(request, from, 400, "Bad Request", null);
        }
        IceCredentials asked = credentialsFor(request.localFragment());
        if (asked == null || !request.verify(asked.pwd())) {
            return refuse(request, from, 401, "Unauthenticated", null);
        }
        if (!request.unknown().isEmpty()) {
            return refuse(request, from, 420, "Unknown Attribute", asked);
        }
        if (request.controlled()) {
            return refuse(request, from, 487, "Role Conflict", asked);
        }
        StunBuilder success = new StunBuilder(StunMessage.Kind.SUCCESS, request.transactionId()).mapped(from);
        answers.add(new Answer(success.build(asked.pwd()), from));
        accept(nowNanos, asked, from, request.useCandidate());
        return true;
    }

    private void accept(long nowNanos, IceCredentials asked, TransportAddress from, boolean nominate) {
        if (asked.equals(local)) {
            previous = null;
        }
        remember(from);
        boolean silent = nowNanos - lastCheckNanos >= DISCONNECTED_NANOS;
        if (selected == null || nominate || (silent && !nominated)) {
            selected = from;
            nominated |= nominate;
        }
        if (from.equals(selected)) {
            lastCheckNanos = nowNanos;
        }
    }

    private void remember(TransportAddress from) {
        if (!validated.contains(from)) {
            if (validated.size() == MAX_VALIDATED) {
                validated.removeFirst();
            }
            validated.add(from);
        }
    }

    private @Nullable IceCredentials credentialsFor(@Nullable String ufrag) {
        if (local.ufrag().equals(ufrag)) {
            return local;
        }
        return previous != null && previous.ufrag().equals(ufrag) ? previous : null;
    }

    private boolean refuse(
            StunMessage request, TransportAddress from, int code, String reason, @Nullable IceCredentials signer) {
        StunBuilder error = new StunBuilder(StunMessage.Kind.ERROR, request.transactionId()).error(code, reason);
        if (code == 420) {
            error.unknown(request.unknown());
        }
        answers.add(new Answer(error.build(signer == null ? null : signer.pwd()), from));
        dropped++;
        return false;
    }

    /** The next answer to send, or null. */
    public @Nullable Answer poll() {
        return answers.poll();
    }

    /** True when {@code address} passed a check: it is safe to answer it at length, it is no reflected victim. */
    public boolean isValidated(TransportAddress address) {
        return validated.contains(address);
    }

    /** Where media goes, null while no pair is valid or after failure. */
    public @Nullable TransportAddress selected() {
        return failed ? null : selected;
    }

    /** True once the peer has nominated a pair. */
    public boolean nominated() {
        return nominated && !failed;
    }

    /** The state at {@code nowNanos}. */
    public State state(long nowNanos) {
        handleTimeout(nowNanos);
        if (failed) {
            return State.FAILED;
        }
        if (selected == null) {
            return State.NEW;
        }
        if (nowNanos - lastCheckNanos >= DISCONNECTED_NANOS) {
            return State.DISCONNECTED;
        }
        return nominated ? State.CONNECTED : State.CHECKING;
    }

    /** Starts the wait for the first check; later calls change nothing. */
    public void start(long nowNanos) {
        if (!started) {
            started = true;
            lastCheckNanos = nowNanos;
        }
    }

    /** When {@link #handleTimeout} is due next: a change to disconnected or failed; Long.MAX_VALUE for never. */
    public long nextTimeoutNanos(long nowNanos) {
        if (!started || failed) {
            return Long.MAX_VALUE;
        }
        boolean alive = selected != null && nowNanos - lastCheckNanos < DISCONNECTED_NANOS;
        return lastCheckNanos + (alive ? DISCONNECTED_NANOS : FAILED_NANOS);
    }

    public void handleTimeout(long nowNanos) {
        if (started && !failed && nowNanos - lastCheckNanos >= FAILED_NANOS) {
            failed = true;
            selected = null;
            nominated = false;
            validated.clear();
        }
    }

    /** Datagrams refused or ignored so far. */
    public long dropped() {
        return dropped;
    }
}
