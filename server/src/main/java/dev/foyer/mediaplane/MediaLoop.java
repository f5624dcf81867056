package dev.foyer.mediaplane;

import dev.foyer.media.peer.PeerTransport;
import dev.foyer.media.wire.PacketBuffer;
import dev.foyer.media.wire.TransportAddress;
import dev.foyer.mediaplane.udp.DatagramBatch;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread, one socket, and the rooms that live on them: receive a batch, handle it, send a batch. Everything but
 * {@link #submit}, {@link #ready} and {@link #stats} belongs to the loop's thread.
 */
final class MediaLoop implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(MediaLoop.class);

    private static final int MAX_COMMANDS = 16_384;
    private static final int COMMANDS_PER_TURN = 256;
    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    /** Deadlines of transports (DTLS, SCTP, consent) are coarse: they are looked at this often. */
    private static final long SCAN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final DatagramBatch udp;
    private final Demux demux;
    private final Runnable onStart;
    private final ArrayBlockingQueue<LoopTask> commands = new ArrayBlockingQueue<>(MAX_COMMANDS);
    private final Queue<Link> readyLinks = new ConcurrentLinkedQueue<>();
    private final AtomicLong commandsRefused = new AtomicLong();
    private final TurnMeter meter = new TurnMeter();

    private final Set<RoomMedia> rooms = new LinkedHashSet<>();
    private final Set<Link> links = new LinkedHashSet<>();
    private final List<Link> dirty = new ArrayList<>();
    private final List<Link> due = new ArrayList<>();
    private long nextScanNanos = Long.MIN_VALUE;
    private long nextReportNanos = Long.MIN_VALUE;
    private long peersFailed;
    private long packetsIn;
    private long unusable;
    private volatile boolean stopped;
    private volatile LoopStats report;

    /** {@code onStart} runs first in the loop's thread. */
    MediaLoop(DatagramBatch udp, long seed, Runnable onStart) {
        this.udp = udp;
        this.demux = new Demux(seed);
        this.onStart = onStart;
        this.report = snapshot();
    }

    /** Hands a task over; false when the loop is so far behind that its queue is full. Any thread. */
    boolean submit(LoopTask task) {
        if (stopped || !commands.offer(task)) {
            commandsRefused.incrementAndGet();
            return false;
        }
        udp.wake();
        return true;
    }

    /** A transport has output or a new state. Any thread. */
    void ready(Link link) {
        if (link.ready.compareAndSet(false, true)) {
            readyLinks.add(link);
            udp.wake();
        }
    }

    LoopStats stats() {
        return report;
    }

    int port() {
        return udp.port();
    }

    DatagramBatch udp() {
        return udp;
    }

    void stop() {
        stopped = true;
        udp.wake();
    }

    @Override
    public void run() {
        onStart.run();
        while (!stopped) {
            try {
                turn();
            } catch (RuntimeException | Error e) {
                log.error("A turn of the media loop on port {} failed", udp.port(), e);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
        }
        for (RoomMedia room : List.copyOf(rooms)) {
            guardRoom(room, () -> room.close(System.nanoTime()));
        }
        udp.flush();
        udp.close();
    }

    private void turn() {
        int count = udp.receive(waitMillis(System.nanoTime()));
        long now = System.nanoTime();
        for (int i = 0; i < count; i++) {
            dispatch(now, i);
        }
        runCommands(now);
        for (Link link = readyLinks.poll(); link != null; link = readyLinks.poll()) {
            link.ready.set(false);
            touch(link);
        }
        timeouts(now);
        // Closing a failed peer can touch its other connection, so the list may grow while it is walked.
        for (int i = 0; i < dirty.size(); i++) {
            pump(now, dirty.get(i));
        }
        dirty.clear();
        udp.flush();
        long end = System.nanoTime();
        meter.turn(end - now);
        if (end >= nextReportNanos) {
            nextReportNanos = end + IDLE_NANOS;
            report = snapshot();
        }
    }

    private int waitMillis(long now) {
        if (!commands.isEmpty() || !readyLinks.isEmpty()) {
            return 0;
        }
        long next = Math.min(now + IDLE_NANOS, links.isEmpty() ? Long.MAX_VALUE : nextScanNanos);
        for (RoomMedia room : rooms) {
            next = Math.min(next, room.nextTimeoutNanos());
        }
        long nanos = Math.max(0, next - now);
        return (int) ((nanos + 999_999) / 1_000_000);
    }

    private void dispatch(long now, int index) {
        PacketBuffer datagram = udp.received(index);
        AddressTable.Entry<Link> known = demux.find(udp.sourceHigh(index), udp.sourceLow(index), udp.sourcePort(index));
        if (Demux.isStun(datagram)) {
            Link link = demux.stun(datagram, known);
            if (link != null) {
                TransportAddress from = known != null ? known.address() : udp.source(index);
                if (receive(now, link, datagram, from) == PeerTransport.Received.CONSUMED) {
                    demux.learn(link, from);
                }
            }
        } else if (known != null) {
            receive(now, known.value(), datagram, known.address());
        } else {
            demux.stranger();
        }
    }

    private PeerTransport.Received receive(long now, Link link, PacketBuffer datagram, TransportAddress from) {
        try {
            PeerTransport.Received received = link.transport().handle(now, datagram, from);
            switch (received) {
                case RTP -> {
                    packetsIn++;
                    link.room.router().handleRtp(now, link.id, datagram);
                }
                case RTCP -> link.room.router().handleRtcp(now, link.id, datagram);
                case CONSUMED -> touch(link);
                case DROPPED -> {
                    unusable++;
                    touch(link);
                }
            }
            return received;
        } catch (RuntimeException | Error e) {
            fail(now, link, e);
            return PeerTransport.Received.DROPPED;
        }
    }

    private void runCommands(long now) {
        for (int i = 0; i < COMMANDS_PER_TURN; i++) {
            LoopTask task = commands.poll();
            if (task == null) {
                return;
            }
            try {
                task.run(now);
            } catch (RuntimeException | Error e) {
                log.error("A command for the media loop on port {} failed", udp.port(), e);
            }
        }
    }

    private void timeouts(long now) {
        for (RoomMedia room : rooms) {
            if (room.nextTimeoutNanos() <= now) {
                guardRoom(room, () -> room.handleTimeout(now));
            }
        }
        if (now < nextScanNanos) {
            return;
        }
        nextScanNanos = now + SCAN_NANOS;
        for (Link link : links) {
            if (link.deadlineNanos <= now) {
                due.add(link);
            }
        }
        for (Link link : due) {
            try {
                link.transport().handleTimeout(now);
                touch(link);
            } catch (RuntimeException | Error e) {
                fail(now, link, e);
            }
        }
        due.clear();
    }

    private void pump(long now, Link link) {
        link.dirty = false;
        try {
            link.pump(now, udp);
        } catch (RuntimeException | Error e) {
            fail(now, link, e);
        }
    }

    /** A fault of ours while serving one peer costs that peer its connections and nobody else anything. */
    void fail(long now, Link link, Throwable cause) {
        if (link.closed) {
            return;
        }
        peersFailed++;
        log.error("Connection {} of peer {} failed and is closed", link.target, link.peerId, cause);
        guardRoom(link.room, () -> link.room.failPeer(now, link.peerId));
    }

    private void guardRoom(RoomMedia room, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            if (room.firstFault()) {
                log.error("Room {} failed in the media loop on port {}", room.roomId(), udp.port(), e);
            }
        }
    }

    void touch(Link link) {
        if (!link.dirty) {
            link.dirty = true;
            dirty.add(link);
        }
    }

    void add(RoomMedia room) {
        rooms.add(room);
    }

    void remove(RoomMedia room) {
        rooms.remove(room);
    }

    void add(Link link) {
        links.add(link);
        demux.addUfrag(link, link.transport().local().ufrag());
        nextScanNanos = Math.min(nextScanNanos, System.nanoTime() + SCAN_NANOS);
        touch(link);
    }

    /** The connection also answers to fresh credentials from now on. */
    void addUfrag(Link link, String ufrag) {
        demux.addUfrag(link, ufrag);
    }

    /** Sends the transport's last words and forgets it. */
    void remove(long now, Link link) {
        if (links.remove(link)) {
            link.closed = true;
            link.transport().close();
            link.pump(now, udp);
            demux.forget(link);
        }
    }

    private LoopStats snapshot() {
        long packetsOut = 0;
        for (RoomMedia room : rooms) {
            packetsOut += room.packetsOut();
        }
        return new LoopStats(
                udp.port(),
                udp.kind(),
                rooms.size(),
                links.size(),
                demux.addresses(),
                meter.turns(),
                meter.busyNanos(),
                meter.takeMaxNanos(),
                commandsRefused.get(),
                peersFailed,
                demux.strangers(),
                unusable,
                packetsIn,
                packetsOut,
                udp.counters());
    }
}
