package dev.foyer.mediaplane.udp;

import dev.foyer.media.wire.PacketBuffer;
import dev.foyer.media.wire.TransportAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** {@link DatagramBatch} on a java.nio channel: one call per datagram, for machines without the Linux calls. */
final class NioDatagramBatch implements DatagramBatch {
    private static final int BUFFER_BYTES = 4 << 20;

    /** A slot is read with one byte more than it may hold, since java.nio does not say that it cut a datagram. */
    private static final int STRIDE = PacketBuffer.CAPACITY + 64;

    private final DatagramChannel channel;
    private final Selector selector;
    private final int port;
    private final PacketBuffer[] inSlots = new PacketBuffer[RECEIVE_SLOTS];
    private final ByteBuffer[] inBytes = new ByteBuffer[RECEIVE_SLOTS];
    private final TransportAddress[] sources = new TransportAddress[RECEIVE_SLOTS];
    private final PacketBuffer[] outSlots = new PacketBuffer[SEND_SLOTS];
    private final ByteBuffer[] outBytes = new ByteBuffer[SEND_SLOTS];
    private final @Nullable TransportAddress[] destinations = new TransportAddress[SEND_SLOTS];
    private int queued;
    private boolean closed;

    private long received;
    private long oversize;
    private long sent;
    private long sendDropped;
    private long sendCalls;

    private NioDatagramBatch(DatagramChannel channel, Selector selector, int port) {
        this.channel = channel;
        this.selector = selector;
        this.port = port;
        Arrays.fill(sources, new TransportAddress(0, 0, 0));
        fill(inSlots, inBytes);
        fill(outSlots, outBytes);
    }

    private static void fill(PacketBuffer[] slots, ByteBuffer[] bytes) {
        MemorySegment slab = Arena.ofAuto().allocate((long) slots.length * STRIDE, 64);
        for (int i = 0; i < slots.length; i++) {
            MemorySegment slot = slab.asSlice((long) i * STRIDE, PacketBuffer.CAPACITY + 1);
            slots[i] = new PacketBuffer(slot.asSlice(0, PacketBuffer.CAPACITY));
            bytes[i] = slot.asByteBuffer();
        }
    }

    static NioDatagramBatch open(InetAddress bind, int port) throws IOException {
        @Nullable
        ProtocolFamily family =
                bind instanceof Inet4Address && !bind.isAnyLocalAddress() ? StandardProtocolFamily.INET : null;
        DatagramChannel channel = family == null ? DatagramChannel.open() : DatagramChannel.open(family);
        try {
            channel.configureBlocking(false);
            buffer(channel, StandardSocketOptions.SO_RCVBUF);
            buffer(channel, StandardSocketOptions.SO_SNDBUF);
            channel.bind(new InetSocketAddress(bind, port));
            Selector selector = Selector.open();
            channel.register(selector, SelectionKey.OP_READ);
            int bound = ((InetSocketAddress) channel.getLocalAddress()).getPort();
            return new NioDatagramBatch(channel, selector, bound);
        } catch (BindException e) {
            channel.close();
            throw refused(bind, port, e);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static BindException refused(InetAddress bind, int port, BindException cause) {
        String text = String.valueOf(cause.getMessage());
        String reason = text.contains("in use") ? "the port is already in use" : text;
        BindException refused =
                new BindException("cannot listen on UDP " + bind.getHostAddress() + " port " + port + ": " + reason);
        refused.initCause(cause);
        return refused;
    }

    private static void buffer(DatagramChannel channel, SocketOption<Integer> option) throws IOException {
        if (channel.supportedOptions().contains(option)) {
            channel.setOption(option, BUFFER_BYTES);
        }
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String kind() {
        return "nio";
    }

    @Override
    public int receive(int timeoutMillis) {
        try {
            int count = drain();
            if (count > 0 || timeoutMillis <= 0) {
                return count;
            }
            selector.select(key -> {}, timeoutMillis);
            return drain();
        } catch (IOException e) {
            throw new UncheckedIOException("media socket on port " + port + " failed", e);
        }
    }

    private int drain() throws IOException {
        int count = 0;
        while (count < RECEIVE_SLOTS) {
            ByteBuffer bytes = inBytes[count].clear();
            SocketAddress from = channel.receive(bytes);
            if (from == null) {
                break;
            }
            if (bytes.position() > PacketBuffer.CAPACITY) {
                oversize++;
            } else {
                inSlots[count].length(bytes.position());
                sources[count++] = TransportAddress.of((InetSocketAddress) from);
            }
        }
        received += count;
        return count;
    }

    @Override
    public PacketBuffer received(int index) {
        return inSlots[index];
    }

    @Override
    public long sourceHigh(int index) {
        return sources[index].high();
    }

    @Override
    public long sourceLow(int index) {
        return sources[index].low();
    }

    @Override
    public int sourcePort(int index) {
        return sources[index].port();
    }

    @Override
    public TransportAddress source(int index) {
        return sources[index];
    }

    @Override
    public PacketBuffer slot() {
        if (queued == SEND_SLOTS) {
            flush();
        }
        return outSlots[queued];
    }

    @Override
    public void queue(TransportAddress to) {
        if (queued == SEND_SLOTS) {
            throw new IllegalStateException("queue without slot");
        }
        destinations[queued++] = to;
    }

    @Override
    public void flush() {
        for (int i = 0; i < queued; i++) {
            TransportAddress to = destinations[i];
            destinations[i] = null;
            if (to != null) {
                send(outBytes[i].clear().limit(outSlots[i].length()), to);
            }
        }
        queued = 0;
    }

    private void send(ByteBuffer bytes, TransportAddress to) {
        sendCalls++;
        try {
            int wanted = bytes.remaining();
            if (channel.send(bytes, to.toSocketAddress()) == wanted) {
                sent++;
            } else {
                sendDropped++;
            }
        } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
            // Unreachable network, no such family, message too long: the datagram is lost like any other.
            sendDropped++;
        }
    }

    @Override
    public void wake() {
        // A selector must not be woken after it was closed, and late wake-ups are normal at the end.
        synchronized (outSlots) {
            if (!closed) {
                selector.wakeup();
            }
        }
    }

    @Override
    public UdpCounters counters() {
        return new UdpCounters(received, oversize, sent, sendDropped, sendCalls, 0);
    }

    @Override
    public void close() {
        synchronized (outSlots) {
            closed = true;
        }
        try (channel;
                selector) {
            queued = 0;
        } catch (IOException e) {
            throw new UncheckedIOException("closing the media socket on port " + port + " failed", e);
        }
    }
}
