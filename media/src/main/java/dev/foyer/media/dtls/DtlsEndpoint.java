package dev.foyer.media.dtls;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/**
 * The DTLS server of one connection (RFC 5764, RFC 6347): datagrams in by {@link #handle}, out by {@link #poll}, application
 * data by {@link #send} and {@link #pollData}. The blocking library runs on a {@link DtlsRunner}; this side never blocks.
 * Records that arrive before the peer's fingerprint is known wait in a bounded queue.
 */
public final class DtlsEndpoint {
    /** Where the handshake stands. */
    public enum State {
        NEW,
        HANDSHAKING,
        CONNECTED,
        /** Closed by either side. */
        CLOSED,
        /** The handshake was refused or timed out. */
        FAILED
    }

    /** The most bytes {@link #send} takes: a record of 1200 bytes less its header, nonce and tag. */
    public static final int MAX_DATA = DatagramQueues.SEND_LIMIT - 37;

    private static final int DATA_QUEUE = 256;
    private static final int READ_MILLIS = 60_000;
    private static final int MAX_DATAGRAM = 2048;

    private final DtlsIdentity identity;
    private final DtlsRunner runner;
    private final Runnable wake;
    private final DatagramQueues queues;
    private final ArrayBlockingQueue<byte[]> data = new ArrayBlockingQueue<>(DATA_QUEUE);
    private final AtomicLong dropped = new AtomicLong();
    private volatile State state = State.NEW;
    private volatile @Nullable String fingerprint;
    private volatile @Nullable DtlsKeys keys;
    private volatile @Nullable DTLSTransport transport;
    private volatile boolean started;

    /** {@code wake} is called from any thread when there is something to poll or the state has changed. */
    public DtlsEndpoint(DtlsIdentity identity, DtlsRunner runner, Runnable wake) {
        this.identity = identity;
        this.runner = runner;
        this.wake = wake;
        this.queues = new DatagramQueues(wake);
    }

    /**
     * The SHA-256 fingerprint that the peer's certificate must have, {@code AA:BB:…} of any case. A second value that
     * differs fails the endpoint: another certificate needs another connection.
     */
    public void expect(String sha256) {
        String upper = sha256.trim().toUpperCase(Locale.ROOT);
        String known = fingerprint;
        if (known == null) {
            fingerprint = upper;
            // Not before the first record: the handshake's time limit must not run while ICE is still looking.
            if (queues.hasIncoming()) {
                start();
            }
        } else if (!known.equals(upper)) {
            finish(State.FAILED);
        }
    }

    /** Takes a DTLS datagram; false when it was dropped. */
    public boolean handle(byte[] datagram) {
        boolean open = state != State.CLOSED && state != State.FAILED;
        if (!open || datagram.length > MAX_DATAGRAM || !queues.offer(datagram)) {
            dropped.incrementAndGet();
            return false;
        }
        start();
        return true;
    }

    private void start() {
        String expected = fingerprint;
        if (started || expected == null) {
            return;
        }
        started = true;
        state = State.HANDSHAKING;
        try {
            runner.run(() -> serve(expected));
        } catch (RejectedExecutionException _) {
            started = false;
            state = State.NEW;
            dropped.incrementAndGet();
        }
    }

    private void serve(String expected) {
        SrtpServer server = new SrtpServer(new BcTlsCrypto(new SecureRandom()), identity, expected, queues::shutDown);
        DTLSTransport connected;
        try {
            connected = new DTLSServerProtocol().accept(server, queues);
        } catch (IOException | RuntimeException _) {
            finish(queues.isClosed() ? State.CLOSED : State.FAILED);
            return;
        }
        keys = server.keys();
        transport = connected;
        if (!queues.isClosed()) {
            state = State.CONNECTED;
            wake.run();
            read(connected);
        }
        closeQuietly(connected);
        finish(State.CLOSED);
    }

    private void read(DTLSTransport connected) {
        byte[] buffer = new byte[MAX_DATAGRAM];
        try {
            while (!queues.isClosed()) {
                int count = connected.receive(buffer, 0, buffer.length, READ_MILLIS);
                if (count > 0) {
                    take(Arrays.copyOf(buffer, count));
                }
            }
        } catch (IOException | RuntimeException _) {
            // Closed from this side, or a fatal alert: either way the connection is over.
        }
    }

    private void take(byte[] message) {
        if (data.offer(message)) {
            wake.run();
        } else {
            dropped.incrementAndGet();
        }
    }

    private void finish(State last) {
        if (state != State.FAILED) {
            state = last;
        }
        queues.shutDown();
        wake.run();
    }

    private static void closeQuietly(DTLSTransport connected) {
        try {
            connected.close();
        } catch (IOException _) {
            // Its close_notify was best effort.
        }
    }

    /** The next datagram to send, or null. */
    public byte @Nullable [] poll() {
        return queues.poll();
    }

    /** The next application datagram that arrived, or null. */
    public byte @Nullable [] pollData() {
        return data.poll();
    }

    /** Sends application data of at most {@link #MAX_DATA} bytes; false when not connected or too long. */
    public boolean send(byte[] message) {
        DTLSTransport open = transport;
        if (open == null || state != State.CONNECTED || message.length > MAX_DATA) {
            return false;
        }
        try {
            open.send(message, 0, message.length);
            return true;
        } catch (IOException | RuntimeException _) {
            dropped.incrementAndGet();
            return false;
        }
    }

    /** False while the outgoing queue is filling: a sender of much data should wait until it was polled. */
    public boolean writable() {
        return queues.writable();
    }

    public State state() {
        return state;
    }

    /** The keys for SRTP, null before {@link State#CONNECTED} or when the peer offered no profile of ours. */
    public @Nullable DtlsKeys keys() {
        return state == State.CONNECTED ? keys : null;
    }

    /** Datagrams and messages dropped because a queue was full or the endpoint closed. */
    public long dropped() {
        return dropped.get();
    }

    /** Sends close_notify, which {@link #poll} still hands out, and ends the thread. */
    public void close() {
        DTLSTransport open = transport;
        if (open != null && state == State.CONNECTED) {
            closeQuietly(open);
        }
        finish(State.CLOSED);
    }
}
