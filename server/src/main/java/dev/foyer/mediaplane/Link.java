package dev.foyer.mediaplane;

import dev.foyer.media.peer.PeerTransport;
import dev.foyer.media.wire.TransportAddress;
import dev.foyer.mediaplane.udp.DatagramBatch;
import dev.foyer.session.MediaEvent;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One of a peer's two connections as its loop sees it. Plain fields belong to the loop's thread. */
final class Link {
    static final int PUBLISH = 0;
    static final int SUBSCRIBE = 1;

    /** Remote addresses remembered; a browser that roams more forgets the oldest. */
    static final int MAX_ADDRESSES = 16;

    final RoomMedia room;
    final String peerId;
    final int target;
    /** Number of the connection in its room's router. */
    final int id;

    final ArrayDeque<TransportAddress> addresses = new ArrayDeque<>();
    final ArrayDeque<String> ufrags = new ArrayDeque<>();
    final AtomicBoolean ready = new AtomicBoolean();
    boolean dirty;
    boolean closed;
    long deadlineNanos = Long.MAX_VALUE;

    private PeerTransport transport;
    private MediaEvent.@Nullable State reported;
    private boolean channelReported;
    private boolean sendable;

    Link(RoomMedia room, String peerId, int target, int id, PeerTransport transport) {
        this.room = room;
        this.peerId = peerId;
        this.target = target;
        this.id = id;
        this.transport = transport;
    }

    PeerTransport transport() {
        return transport;
    }

    /** The browser came with a new connection: the old transport ends, its successor starts unreported. */
    void replace(PeerTransport successor) {
        transport.close();
        transport = successor;
        reported = null;
        channelReported = false;
    }

    /** Queues what the transport has to send and reports what changed. */
    void pump(long nowNanos, DatagramBatch udp) {
        while (transport.pollDatagram(nowNanos, udp.slot())) {
            udp.queue(transport.lastDestination());
        }
        if (closed) {
            return;
        }
        report();
        if (target == SUBSCRIBE) {
            begin();
            channel();
        }
        deadlineNanos = transport.nextTimeoutNanos();
    }

    private void report() {
        MediaEvent.State now = switch (transport.state()) {
            case NEW -> null;
            case CONNECTING -> MediaEvent.State.CONNECTING;
            case CONNECTED -> MediaEvent.State.CONNECTED;
            case DISCONNECTED -> MediaEvent.State.DISCONNECTED;
            case FAILED -> MediaEvent.State.FAILED;
        };
        if (now != null && now != reported) {
            reported = now;
            room.emit(new MediaEvent.Connection(peerId, target, now));
        }
    }

    private void begin() {
        boolean before = sendable;
        sendable = transport.isSendable();
        if (sendable && !before) {
            room.router().connected(id);
        }
    }

    private void channel() {
        if (!channelReported && transport.channelOpen()) {
            channelReported = true;
            room.emit(new MediaEvent.ChannelOpen(peerId));
        }
        for (String text = transport.pollText(); text != null; text = transport.pollText()) {
            room.emit(new MediaEvent.ChannelText(peerId, text));
        }
    }
}
