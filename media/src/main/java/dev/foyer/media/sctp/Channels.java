package dev.foyer.media.sctp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Data channels (RFC 8831) and their establishment protocol (RFC 8832) on one association; keeps the event queue. */
final class Channels implements StreamResets.Target {
    static final int PPID_DCEP = 50;
    static final int PPID_TEXT = 51;
    static final int PPID_BINARY = 53;
    static final int PPID_TEXT_EMPTY = 56;
    static final int PPID_BINARY_EMPTY = 57;

    private final Map<Integer, Channel> channels = new HashMap<>();
    private final ArrayDeque<ChannelEvent> events = new ArrayDeque<>();
    private final Sender sender;
    private final StreamResets resets;
    private final int firstId;
    private @Nullable Receiver receiver;
    private int streamLimit = Receiver.MAX_STREAMS;
    private boolean canReset = true;
    private long eventBytes;
    private long dropped;

    private static final class Channel {
        final String label;
        final String protocol;
        boolean open;
        boolean closing;
        boolean closedReported;
        boolean outgoingReset;
        boolean incomingReset;

        Channel(String label, String protocol) {
            this.label = label;
            this.protocol = protocol;
        }
    }

    Channels(Sender sender, StreamResets resets, boolean dtlsServer) {
        this.sender = sender;
        this.resets = resets;
        this.firstId = dtlsServer ? 1 : 0;
    }

    /** The association is up; channels beyond what the peer can receive close. */
    void established(Receiver from, PeerState peer) {
        receiver = from;
        canReset = peer.reconfig();
        streamLimit = Math.min(Receiver.MAX_STREAMS, peer.inStreams());
        for (int stream : List.copyOf(channels.keySet())) {
            if (stream >= streamLimit) {
                reportClosed(stream);
                channels.remove(stream);
            }
        }
    }

    /** Opens a channel on the lowest free id of our parity; -1 when there is none or the queue is full. */
    int open(String label, String protocol) {
        DcepOpen open = new DcepOpen(0, label, protocol);
        byte[] message = open.encode();
        if (DcepOpen.parse(message) == null) {
            return -1; // names too long
        }
        for (int stream = firstId; stream < streamLimit; stream += 2) {
            if (!channels.containsKey(stream) && !resets.isPending(stream)) {
                if (!sender.enqueue(stream, PPID_DCEP, message)) {
                    return -1;
                }
                channels.put(stream, new Channel(label, protocol));
                return stream;
            }
        }
        return -1;
    }

    boolean send(int stream, byte[] data, int ppid, int emptyPpid) {
        Channel channel = channels.get(stream);
        if (channel == null || channel.closing || data.length > Receiver.MAX_MESSAGE) {
            return false;
        }
        // SCTP has no empty messages; RFC 8831 section 6.6 sends one byte under a PPID of its own.
        return data.length == 0 ? sender.enqueue(stream, emptyPpid, new byte[1]) : sender.enqueue(stream, ppid, data);
    }

    /** Closes a channel after what was sent on it is acknowledged. */
    void close(int stream) {
        Channel channel = channels.get(stream);
        if (channel == null || channel.closing) {
            return;
        }
        channel.closing = true;
        if (canReset) {
            resets.want(stream);
        } else {
            reportClosed(stream);
            channels.remove(stream);
        }
    }

    void message(Message message) {
        switch (message.ppid()) {
            case PPID_DCEP -> control(message);
            case PPID_TEXT -> text(message.stream(), new String(message.data(), StandardCharsets.UTF_8));
            case PPID_TEXT_EMPTY -> text(message.stream(), "");
            case PPID_BINARY -> binary(message.stream(), message.data());
            case PPID_BINARY_EMPTY -> binary(message.stream(), Chunk.EMPTY);
            default -> dropped++;
        }
    }

    private void control(Message message) {
        int stream = message.stream();
        Channel channel = channels.get(stream);
        if (message.data()[0] == DcepOpen.ACK) {
            if (channel != null) {
                opened(stream, channel);
            }
            return;
        }
        DcepOpen open = DcepOpen.parse(message.data());
        if (open != null && channel != null && channel.incomingReset && resets.confirm(stream)) {
            outgoingReset(stream);
            channel = channels.get(stream);
        }
        if (open == null || channel != null || stream >= streamLimit || resets.isPending(stream)) {
            dropped++;
            return;
        }
        if (sender.enqueue(stream, PPID_DCEP, new byte[] {DcepOpen.ACK})) {
            Channel created = new Channel(open.label(), open.protocol());
            channels.put(stream, created);
            opened(stream, created);
        }
    }

    private void opened(int stream, Channel channel) {
        if (!channel.open) {
            channel.open = true;
            add(new ChannelEvent.Opened(stream, channel.label, channel.protocol));
        }
    }

    private void text(int stream, String text) {
        if (mayReceive(stream)) {
            add(new ChannelEvent.Text(stream, text));
        }
    }

    private void binary(int stream, byte[] bytes) {
        if (mayReceive(stream)) {
            add(new ChannelEvent.Binary(stream, bytes));
        }
    }

    /** A peer may send on our channel before its acknowledgement arrives; its data then proves that it is open. */
    private boolean mayReceive(int stream) {
        Channel channel = channels.get(stream);
        if (channel == null || channel.incomingReset) {
            dropped++;
            return false;
        }
        opened(stream, channel);
        return true;
    }

    @Override
    public void outgoingReset(int stream) {
        sender.resetSequence(stream);
        Channel channel = channels.get(stream);
        if (channel != null) {
            channel.outgoingReset = true;
            reportClosed(stream);
            removeIfReset(stream, channel);
        }
    }

    @Override
    public void incomingReset(int stream) {
        if (receiver != null) {
            receiver.reset(stream);
        }
        Channel channel = channels.get(stream);
        if (channel == null) {
            return;
        }
        channel.incomingReset = true;
        if (!channel.closing) {
            channel.closing = true;
            resets.want(stream);
        }
        reportClosed(stream);
        removeIfReset(stream, channel);
    }

    @Override
    public void allIncomingReset() {
        for (int stream = 0; stream < Receiver.MAX_STREAMS; stream++) {
            incomingReset(stream);
        }
    }

    private void removeIfReset(int stream, Channel channel) {
        if (channel.outgoingReset && channel.incomingReset) {
            channels.remove(stream);
        }
    }

    private void reportClosed(int stream) {
        Channel channel = channels.get(stream);
        if (channel != null && !channel.closedReported) {
            channel.closedReported = true;
            add(new ChannelEvent.Closed(stream));
        }
    }

    void associationClosed(String reason) {
        channels.clear();
        add(new ChannelEvent.AssociationClosed(reason));
    }

    private void add(ChannelEvent event) {
        events.add(event);
        eventBytes += cost(event);
    }

    @Nullable
    ChannelEvent poll() {
        ChannelEvent event = events.poll();
        if (event != null) {
            eventBytes -= cost(event);
        }
        return event;
    }

    private static int cost(ChannelEvent event) {
        return Message.OVERHEAD
                + switch (event) {
                    case ChannelEvent.Opened(int stream, String label, String protocol) ->
                        2 * (label.length() + protocol.length());
                    case ChannelEvent.Text(int stream, String text) -> text.length();
                    case ChannelEvent.Binary(int stream, byte[] bytes) -> bytes.length;
                    case ChannelEvent.Closed closed -> 0;
                    case ChannelEvent.AssociationClosed closed -> 0;
                };
    }

    /** Cost in bytes of the events that wait to be polled. */
    long eventBytes() {
        return eventBytes;
    }

    /** Messages for no channel, of unknown kind or malformed. */
    long dropped() {
        return dropped;
    }
}
