package dev.foyer.mediaplane.udp;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.foyer.media.wire.PacketBuffer;
import dev.foyer.media.wire.TransportAddress;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** {@link DatagramBatch} on recvmmsg(2) and sendmmsg(2), with UDP segmentation offload while the kernel accepts it. */
final class LinuxDatagramBatch implements DatagramBatch {
    private static final int POLLFD = 8;
    private static final short POLLIN = 1;
    private static final short POLLOUT = 4;

    private final Arena arena = Arena.ofShared();
    private final int fd;
    private final int eventFd;
    private final int port;
    private final boolean ipv6;
    private final MemorySegment errno = Posix.errnoState(arena);
    private final MemorySegment polls = arena.allocate(2 * POLLFD, Long.BYTES);
    private final MemorySegment writable = arena.allocate(POLLFD, Long.BYTES);
    private final MemorySegment eventValue = arena.allocate(JAVA_LONG);
    private final AtomicBoolean waking = new AtomicBoolean();

    private final MessageArray in = new MessageArray(arena, RECEIVE_SLOTS);
    private final PacketBuffer[] inSlots = new PacketBuffer[RECEIVE_SLOTS];
    private final int[] delivered = new int[RECEIVE_SLOTS];

    private final MessageArray out = new MessageArray(arena, SEND_SLOTS);
    private final PacketBuffer[] outSlots = new PacketBuffer[SEND_SLOTS];
    private final @Nullable TransportAddress[] rest = new TransportAddress[SEND_SLOTS];
    private final SendPlan plan = new SendPlan(SEND_SLOTS);
    private boolean offload = true;
    private boolean closed;

    private long received;
    private long oversize;
    private long sent;
    private long sendDropped;
    private long sendCalls;
    private long segmented;

    private LinuxDatagramBatch(int fd, int eventFd, int port, boolean ipv6) {
        this.fd = fd;
        this.eventFd = eventFd;
        this.port = port;
        this.ipv6 = ipv6;
        polls.set(JAVA_INT, 0, fd);
        polls.set(JAVA_SHORT, 4, POLLIN);
        polls.set(JAVA_INT, POLLFD, eventFd);
        polls.set(JAVA_SHORT, POLLFD + 4, POLLIN);
        writable.set(JAVA_INT, 0, fd);
        writable.set(JAVA_SHORT, 4, POLLOUT);
        fillSlots(inSlots);
        fillSlots(outSlots);
        for (int i = 0; i < RECEIVE_SLOTS; i++) {
            in.part(i, inSlots[i].memory(), PacketBuffer.CAPACITY);
            in.parts(i, i, 1);
        }
    }

    static LinuxDatagramBatch open(InetAddress bind, int port) throws IOException {
        LinuxSocket socket = LinuxSocket.open(bind, port);
        int event = Posix.eventFd();
        if (event < 0) {
            Posix.close(socket.fd());
            throw new IOException("no event descriptor for the media socket (errno " + -event + ")");
        }
        return new LinuxDatagramBatch(socket.fd(), event, socket.port(), socket.ipv6());
    }

    private void fillSlots(PacketBuffer[] slots) {
        MemorySegment slab = arena.allocate((long) slots.length * PacketBuffer.CAPACITY, 64);
        for (int i = 0; i < slots.length; i++) {
            slots[i] = new PacketBuffer(slab.asSlice((long) i * PacketBuffer.CAPACITY, PacketBuffer.CAPACITY));
        }
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String kind() {
        return "linux";
    }

    @Override
    public int receive(int timeoutMillis) {
        int count = drain();
        if (count > 0 || timeoutMillis <= 0) {
            return count;
        }
        int ready = Posix.poll(errno, polls, 2, timeoutMillis);
        if (ready <= 0) {
            return 0;
        }
        if (polls.get(JAVA_SHORT, POLLFD + 6) != 0) {
            // Emptied before the flag falls: a wake-up in between leaves its work for the caller, who looks after this.
            Posix.drain(errno, eventFd, eventValue);
            waking.set(false);
        }
        return drain();
    }

    private int drain() {
        in.prepareReceive(RECEIVE_SLOTS);
        int got = Posix.receive(errno, fd, in.memory(), RECEIVE_SLOTS);
        int count = 0;
        for (int i = 0; i < got; i++) {
            if (in.truncated(i)) {
                oversize++;
            } else {
                inSlots[i].length(in.receivedLength(i));
                delivered[count++] = i;
            }
        }
        received += count;
        return count;
    }

    @Override
    public PacketBuffer received(int index) {
        return inSlots[delivered[index]];
    }

    @Override
    public long sourceHigh(int index) {
        return in.addressHigh(delivered[index]);
    }

    @Override
    public long sourceLow(int index) {
        return in.addressLow(delivered[index]);
    }

    @Override
    public int sourcePort(int index) {
        return in.addressPort(delivered[index]);
    }

    @Override
    public PacketBuffer slot() {
        if (plan.full()) {
            flush();
        }
        return outSlots[plan.slots()];
    }

    @Override
    public void queue(TransportAddress to) {
        if (plan.full()) {
            throw new IllegalStateException("queue without slot");
        }
        plan.add(outSlots[plan.slots()].length(), to, offload);
    }

    @Override
    public void flush() {
        if (plan.messages() == 0) {
            return;
        }
        layOut();
        int at = 0;
        boolean waited = false;
        while (at < plan.messages()) {
            int done = Posix.send(errno, fd, out.from(at), plan.messages() - at);
            sendCalls++;
            if (done > 0) {
                at = count(at, done);
            } else if (done == -Posix.EAGAIN || done == -Posix.ENOBUFS) {
                // Media is worth nothing late: one millisecond for the socket buffer to empty, then the rest is
                // dropped.
                if (waited || Posix.poll(errno, writable, 1, 1) <= 0) {
                    drop(at, plan.messages());
                    break;
                }
                waited = true;
            } else if (done != -Posix.EINTR) {
                if (offload && plan.segments(at) > 1 && (done == -Posix.EIO || done == -Posix.EINVAL)) {
                    sendSingly(at);
                    return;
                }
                drop(at, ++at);
            }
        }
        plan.clear();
    }

    private int count(int from, int done) {
        for (int i = from; i < from + done; i++) {
            int segments = plan.segments(i);
            sent += segments;
            segmented += segments > 1 ? segments : 0;
        }
        return from + done;
    }

    private void drop(int from, int to) {
        for (int i = from; i < to; i++) {
            sendDropped += plan.segments(i);
        }
    }

    private void layOut() {
        int part = 0;
        for (int message = 0; message < plan.messages(); message++) {
            int slot = plan.first(message);
            int start = part;
            int size = plan.length(slot);
            for (; slot >= 0; slot = plan.next(slot)) {
                out.part(part++, outSlots[slot].memory(), plan.length(slot));
            }
            out.parts(message, start, part - start);
            out.address(message, plan.to(message), ipv6);
            out.segmentSize(message, part - start > 1 ? size : 0);
        }
    }

    /** The kernel refuses segmentation here: never try again, and send what is left one by one. */
    private void sendSingly(int from) {
        offload = false;
        Arrays.fill(rest, null);
        for (int message = from; message < plan.messages(); message++) {
            for (int slot = plan.first(message); slot >= 0; slot = plan.next(slot)) {
                rest[slot] = plan.to(message);
            }
        }
        int slots = plan.slots();
        plan.clear();
        for (int slot = 0; slot < slots; slot++) {
            TransportAddress to = rest[slot];
            if (to != null) {
                sendOne(slot, to);
            }
        }
    }

    private void sendOne(int slot, TransportAddress to) {
        out.part(0, outSlots[slot].memory(), outSlots[slot].length());
        out.parts(0, 0, 1);
        out.address(0, to, ipv6);
        out.segmentSize(0, 0);
        int done = Posix.send(errno, fd, out.memory(), 1);
        sendCalls++;
        if (done == 1) {
            sent++;
        } else {
            sendDropped++;
        }
    }

    @Override
    public void wake() {
        if (waking.compareAndSet(false, true)) {
            // Held against close(), after which the number may belong to another file.
            synchronized (waking) {
                if (!closed) {
                    Posix.signal(eventFd);
                }
            }
        }
    }

    @Override
    public UdpCounters counters() {
        return new UdpCounters(received, oversize, sent, sendDropped, sendCalls, segmented);
    }

    /** Whether segmentation offload is still in use; for tests. */
    boolean offload() {
        return offload;
    }

    /** Behaves from now on as if the kernel had refused segmentation; for tests. */
    void sendWithoutOffload() {
        sendSingly(0);
    }

    @Override
    public void close() {
        synchronized (waking) {
            if (closed) {
                return;
            }
            closed = true;
            Posix.close(eventFd);
        }
        Posix.close(fd);
        arena.close();
    }
}
