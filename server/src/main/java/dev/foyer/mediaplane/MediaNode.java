package dev.foyer.mediaplane;

import dev.foyer.media.dtls.DtlsIdentity;
import dev.foyer.media.sdp.LocalCandidate;
import dev.foyer.media.stream.OffHeapSlots;
import dev.foyer.mediaplane.udp.DatagramBatch;
import dev.foyer.mediaplane.udp.UdpSockets;
import dev.foyer.session.MediaCommand;
import dev.foyer.session.MediaEvent;
import dev.foyer.session.MediaPlane;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The media plane of this process: one loop, thread and UDP port per core, each room on one of them. Its DTLS certificate and
 * {@link #nodeId()} are new with each start, so clients know that earlier connections are gone.
 */
public final class MediaNode implements MediaPlane, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MediaNode.class);

    /** Connections with a DTLS thread at one time; a virtual thread each. */
    private static final int MAX_CONNECTIONS = 50_000;

    /** Memory for packets that may have to be sent again. */
    private static final long HISTORY_BYTES = 2L << 30;

    private final String nodeId;
    private final NodeParts parts;
    private final List<Seat> seats;

    /** A loop, its thread, what it announces and how many rooms it has. */
    private record Seat(MediaLoop loop, Thread thread, List<LocalCandidate> candidates, AtomicInteger rooms) {}

    private MediaNode(NodeParts parts, List<Seat> seats) {
        byte[] id = new byte[8];
        parts.random().nextBytes(id);
        this.nodeId = HexFormat.of().formatHex(id);
        this.parts = parts;
        this.seats = List.copyOf(seats);
    }

    /**
     * Opens the ports and starts the loops.
     *
     * @throws MediaStartException when a port is in use or an address is not ours
     */
    public static MediaNode start(MediaConfig config) throws MediaStartException {
        UdpSockets sockets = UdpSockets.choose(config.forceNio());
        List<String> addresses = HostAddresses.of(config);
        SecureRandom random = new SecureRandom();
        NodeParts parts = new NodeParts(
                random,
                DtlsIdentity.generate(random),
                new Handshakes(MAX_CONNECTIONS),
                new OffHeapSlots(Math.min(HISTORY_BYTES, Runtime.getRuntime().maxMemory())));
        List<Seat> seats = new ArrayList<>();
        for (DatagramBatch udp : open(config, sockets)) {
            seats.add(seat(seats.size(), udp, sockets, addresses, random));
        }
        MediaNode node = new MediaNode(parts, seats);
        seats.forEach(seat -> seat.thread.start());
        log.atInfo()
                .addKeyValue("udp_ports", node.ports())
                .addKeyValue("addresses", addresses)
                .log("media started");
        return node;
    }

    private static List<DatagramBatch> open(MediaConfig config, UdpSockets sockets) throws MediaStartException {
        List<DatagramBatch> opened = new ArrayList<>();
        try {
            for (int i = 0; i < config.effectiveLoops(); i++) {
                int port = config.firstPort() == 0 ? 0 : config.firstPort() + i;
                opened.add(sockets.open(config.bind(), port));
            }
            return opened;
        } catch (IOException | IllegalArgumentException e) {
            opened.forEach(DatagramBatch::close);
            throw new MediaStartException(
                    e.getMessage() + ". Each of the " + config.effectiveLoops()
                            + " media loops needs a UDP port, from --media-port upwards.",
                    e);
        }
    }

    private static Seat seat(
            int index, DatagramBatch udp, UdpSockets sockets, List<String> addresses, SecureRandom random) {
        MediaLoop loop = new MediaLoop(udp, random.nextLong(), () -> {
            if (!sockets.pinCurrentThread(index)) {
                log.info("Media loop {} is not bound to a processor", index);
            }
        });
        Thread thread = Thread.ofPlatform().name("media-" + index).daemon().unstarted(loop);
        return new Seat(loop, thread, HostAddresses.candidates(addresses, udp.port()), new AtomicInteger());
    }

    @Override
    public String nodeId() {
        return nodeId;
    }

    /** The UDP ports in use, one per loop. */
    public List<Integer> ports() {
        return seats.stream().map(seat -> seat.loop.port()).toList();
    }

    @Override
    public MediaRoom openRoom(String roomId, Consumer<MediaEvent> events) {
        Seat seat = seats.stream()
                .min(Comparator.comparingInt(each -> each.rooms.get()))
                .orElseThrow();
        seat.rooms.incrementAndGet();
        RoomMedia room = new RoomMedia(roomId, seat.loop, parts, seat.candidates, events);
        submit(seat, room, now -> seat.loop.add(room));
        return new Handle(seat, room);
    }

    private static void submit(Seat seat, RoomMedia room, LoopTask task) {
        if (!seat.loop.submit(task)) {
            log.error("The media loop on port {} takes no command for room {}", seat.loop.port(), room.roomId());
        }
    }

    /** A room's side of the queue. */
    private static final class Handle implements MediaRoom {
        private final Seat seat;
        private final RoomMedia room;
        private final AtomicInteger open = new AtomicInteger(1);

        Handle(Seat seat, RoomMedia room) {
            this.seat = seat;
            this.room = room;
        }

        @Override
        public void accept(MediaCommand command) {
            submit(seat, room, now -> room.accept(now, command));
        }

        @Override
        public void close() {
            if (open.compareAndSet(1, 0)) {
                seat.rooms.decrementAndGet();
                submit(seat, room, room::close);
            }
        }
    }

    /** Numbers of every loop, at most half a second old. */
    public MediaStats stats() {
        return new MediaStats(seats.stream().map(seat -> seat.loop.stats()).toList());
    }

    /** Ends every room, sends the last datagrams and closes the ports. */
    @Override
    public void close() {
        seats.forEach(seat -> seat.loop.stop());
        for (Seat seat : seats) {
            try {
                seat.thread.join(5000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
