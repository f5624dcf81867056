package dev.foyer.media.dtls;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.DatagramTransport;
import org.jspecify.annotations.Nullable;

/** The blocking transport that the handshake wants, over two bounded queues. Any thread may use it. */
final class DatagramQueues implements DatagramTransport {
    /** Small enough for every path (RFC 8831 §5). */
    static final int SEND_LIMIT = 1200;

    private static final int RECEIVE_LIMIT = 2048;
    private static final int QUEUE = 128;
    /** Wakes the reader for the last time; a datagram is never empty. */
    private static final byte[] CLOSED = new byte[0];

    private final ArrayBlockingQueue<byte[]> incoming = new ArrayBlockingQueue<>(QUEUE);
    private final ArrayBlockingQueue<byte[]> outgoing = new ArrayBlockingQueue<>(QUEUE);
    private final Runnable wake;
    private volatile boolean closed;

    DatagramQueues(Runnable wake) {
        this.wake = wake;
    }

    /** False when the queue is full. */
    boolean offer(byte[] datagram) {
        return !closed && datagram.length > 0 && incoming.offer(datagram);
    }

    byte @Nullable [] poll() {
        return outgoing.poll();
    }

    /** True when a datagram waits to be read. */
    boolean hasIncoming() {
        return !incoming.isEmpty();
    }

    /** True while many more datagrams fit into the outgoing queue. */
    boolean writable() {
        return outgoing.remainingCapacity() > QUEUE / 2;
    }

    /** Ends the blocking reads; what is queued to go out still goes. */
    void shutDown() {
        closed = true;
        incoming.clear();
        incoming.offer(CLOSED);
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public int getReceiveLimit() {
        return RECEIVE_LIMIT;
    }

    @Override
    public int getSendLimit() {
        return SEND_LIMIT;
    }

    @Override
    public int receive(byte[] target, int offset, int length, int waitMillis) throws IOException {
        if (closed) {
            throw new IOException("closed");
        }
        byte[] datagram;
        try {
            datagram = waitMillis > 0 ? incoming.poll(waitMillis, TimeUnit.MILLISECONDS) : incoming.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (datagram == null) {
            return -1;
        }
        if (datagram.length == 0) {
            throw new IOException("closed");
        }
        int count = Math.min(length, datagram.length);
        System.arraycopy(datagram, 0, target, offset, count);
        return count;
    }

    @Override
    public void send(byte[] source, int offset, int length) {
        byte[] datagram = new byte[length];
        System.arraycopy(source, offset, datagram, 0, length);
        // A full queue loses a datagram as any network does; the handshake resends.
        if (outgoing.offer(datagram)) {
            wake.run();
        }
    }

    @Override
    public void close() {
        // The endpoint shuts down after BouncyCastle's last alert is queued.
    }
}
