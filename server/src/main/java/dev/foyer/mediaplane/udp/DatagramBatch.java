package dev.foyer.mediaplane.udp;

import dev.foyer.media.wire.PacketBuffer;
import dev.foyer.media.wire.TransportAddress;

/**
 * One UDP socket, used in batches by one owner thread; only {@link #wake()} may be called from elsewhere. Received
 * datagrams stay valid until the next {@link #receive}. Nothing here throws for what the network does: datagrams that do
 * not fit a slot, or that the kernel refuses to send, are counted and dropped.
 */
public interface DatagramBatch extends AutoCloseable {
    /** Most datagrams of one {@link #receive}. */
    int RECEIVE_SLOTS = 64;

    /** Most datagrams of one flush; a longer queue flushes itself. */
    int SEND_SLOTS = 256;

    /** The bound port, 1 to 65535. */
    int port();

    /** Name for the log: which implementation this is. */
    String kind();

    /**
     * Waits until a datagram is there, {@link #wake()} is called or the time is over.
     *
     * @param timeoutMillis 0 only looks
     * @return number of datagrams in the slots, 0 after a wake-up or time-out
     */
    int receive(int timeoutMillis);

    /** A datagram of the last batch, {@code index} from 0. */
    PacketBuffer received(int index);

    /** First eight bytes of the sender's IPv6 address, see {@link TransportAddress#high()}. */
    long sourceHigh(int index);

    /** Last eight bytes, see {@link TransportAddress#low()}. */
    long sourceLow(int index);

    int sourcePort(int index);

    /** The sender as a new value. */
    default TransportAddress source(int index) {
        return new TransportAddress(sourceHigh(index), sourceLow(index), sourcePort(index));
    }

    /** A free slot to write an outgoing datagram into; the same one again until {@link #queue} takes it. */
    PacketBuffer slot();

    /** Queues the datagram in {@link #slot()}. Datagrams to one address keep their order. */
    void queue(TransportAddress to);

    /** Hands everything queued to the kernel. */
    void flush();

    /** Ends a waiting {@link #receive}, or the next one if none is waiting. */
    void wake();

    /** What happened so far; for the owner thread. */
    UdpCounters counters();

    @Override
    void close();
}
