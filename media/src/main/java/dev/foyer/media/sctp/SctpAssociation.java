package dev.foyer.media.sctp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One SCTP association (RFC 9260) with data channels (RFC 8831, 8832), inside DTLS. Packets in, packets out; the caller
 * supplies the time in nanoseconds and polls packets and events after each call. Bad input is counted, never thrown. Memory is
 * bounded whatever the peer does. After {@code AssociationClosed} the object stays silent. Not thread-safe.
 */
public final class SctpAssociation {
    /** The peer ended the association in order. */
    public static final String SHUTDOWN = "shutdown";
    /** The peer aborted. */
    public static final String ABORTED = "aborted";
    /** We aborted, see {@link #abort}. */
    public static final String ABORTED_LOCALLY = "aborted-locally";
    /** The peer did not answer the handshake or our data for too long. */
    public static final String UNREACHABLE = "unreachable";
    /** The peer sent a message larger than 262144 bytes. */
    public static final String MESSAGE_TOO_BIG = "message-too-big";

    private static final int MAX_CONTROL = 16;
    private static final int T_BIT = 1;

    private final Handshake handshake;
    private final Sender sender;
    private final StreamResets resets;
    private final Channels channels;
    private final ArrayDeque<byte[]> packets = new ArrayDeque<>();
    private final ArrayDeque<Chunk> control = new ArrayDeque<>();
    private final Teardown teardown = new Teardown();
    private @Nullable Transfer transfer;
    private boolean closed;
    private long dropped;

    /** An association of the DTLS server, whose channels have odd ids; {@code random} gives tags and the cookie key. */
    public SctpAssociation(RandomGenerator random) {
        this(random, true);
    }

    /** The channels of a DTLS client have even ids, those of a server odd ones (RFC 8832 section 6). */
    public SctpAssociation(RandomGenerator random, boolean dtlsServer) {
        handshake = new Handshake(random);
        sender = new Sender(handshake.initialTsn());
        resets = new StreamResets(handshake.initialTsn());
        channels = new Channels(sender, resets, dtlsServer);
    }

    /** Sends INIT, unless the peer already began; the peer may do the same at the same time. */
    public void connect(long nowNanos) {
        if (!closed) {
            handshake.connect(nowNanos);
        }
    }

    /** Whether the handshake is done and the association has not ended. */
    public boolean established() {
        return transfer != null && !closed;
    }

    /** Takes one SCTP packet as DTLS delivered it. */
    public void handle(long nowNanos, byte[] bytes) {
        Packet packet = closed ? null : Packet.parse(bytes);
        if (packet == null) {
            dropped++;
            return;
        }
        if (packet.chunks().getFirst().type() == Chunk.INIT) {
            handleInit(nowNanos, packet);
            return;
        }
        boolean reported = false;
        for (Chunk chunk : packet.chunks()) {
            if (closed) {
                return;
            }
            if (!tagAccepted(packet.tag(), chunk)) {
                dropped++;
                break;
            }
            if (!handleChunk(nowNanos, chunk)) {
                if ((chunk.type() & 0x40) != 0 && !reported) {
                    reported = true;
                    reply(chunk.unrecognizedReport());
                }
                if ((chunk.type() & 0x80) == 0) {
                    break;
                }
            }
        }
        afterPacket(nowNanos);
    }

    private void handleInit(long nowNanos, Packet packet) {
        InitChunk init = InitChunk.parse(packet.chunks().getFirst());
        // INIT stands alone and bears tag zero (section 8.5.1).
        byte[] answer = init == null || packet.tag() != 0 || packet.chunks().size() != 1
                ? null
                : handshake.answerInit(nowNanos, init);
        if (answer == null) {
            dropped++;
        } else if (packets.size() < MAX_CONTROL) {
            packets.add(answer);
        }
    }

    private boolean tagAccepted(int tag, Chunk chunk) {
        boolean reflected = (chunk.type() == Chunk.ABORT || chunk.type() == Chunk.SHUTDOWN_COMPLETE)
                && (chunk.flags() & T_BIT) != 0;
        PeerState peer = handshake.peer();
        return reflected ? peer != null && tag == peer.tag() : tag == handshake.localTag();
    }

    /** False when the chunk type is unknown. */
    private boolean handleChunk(long nowNanos, Chunk chunk) {
        switch (chunk.type()) {
            case Chunk.INIT -> dropped++;
            case Chunk.INIT_ACK -> handleInitAck(nowNanos, chunk);
            case Chunk.COOKIE_ECHO -> handleCookieEcho(nowNanos, chunk);
            case Chunk.COOKIE_ACK -> handleCookieAck();
            case Chunk.ABORT -> end(ABORTED);
            case Chunk.ERROR, Chunk.HEARTBEAT_ACK -> {} // nothing of ours depends on them
            case Chunk.HEARTBEAT -> reply(new Chunk(Chunk.HEARTBEAT_ACK, 0, chunk.body()));
            case Chunk.SHUTDOWN, Chunk.SHUTDOWN_ACK, Chunk.SHUTDOWN_COMPLETE -> handleTeardown(nowNanos, chunk);
            case Chunk.DATA, Chunk.SACK, Chunk.FORWARD_TSN, Chunk.RE_CONFIG -> handleTransfer(nowNanos, chunk);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void handleInitAck(long nowNanos, Chunk chunk) {
        InitChunk ack = InitChunk.parse(chunk);
        if (ack == null || !handshake.acceptInitAck(nowNanos, ack)) {
            dropped++;
        }
    }

    private void handleCookieEcho(long nowNanos, Chunk chunk) {
        if (!handshake.acceptCookie(nowNanos, chunk.body())) {
            dropped++;
            return;
        }
        establish();
        reply(Chunk.bare(Chunk.COOKIE_ACK));
    }

    private void handleCookieAck() {
        if (handshake.acceptCookieAck()) {
            establish();
        }
    }

    private void establish() {
        PeerState peer = handshake.peer();
        if (transfer == null && peer != null) {
            transfer = new Transfer(peer, sender, resets, channels);
        }
    }

    private void handleTransfer(long nowNanos, Chunk chunk) {
        Transfer running = transfer;
        if (running == null || !running.handle(nowNanos, chunk, teardown.mayReceive())) {
            dropped++;
        } else if (running.receiver().messageTooBig()) {
            abort(MESSAGE_TOO_BIG);
        }
    }

    private void handleTeardown(long nowNanos, Chunk chunk) {
        if (transfer == null) {
            dropped++;
            return;
        }
        if (chunk.type() == Chunk.SHUTDOWN && chunk.body().length >= 4) {
            sender.acknowledgeThrough(nowNanos, ByteBuffer.wrap(chunk.body()).getInt());
        }
        if (teardown.handle(chunk.type())) {
            if (chunk.type() == Chunk.SHUTDOWN_ACK) {
                packets.add(packet(Chunk.bare(Chunk.SHUTDOWN_COMPLETE)));
            }
            end(SHUTDOWN);
        }
    }

    private void reply(Chunk chunk) {
        if (control.size() < MAX_CONTROL && chunk.paddedLength() <= Packet.MAX_BYTES - Packet.HEADER) {
            control.add(chunk);
        }
    }

    private void afterPacket(long nowNanos) {
        if (transfer != null) {
            transfer.receiver().endOfPacket(nowNanos);
        }
    }

    private byte[] packet(Chunk chunk) {
        PeerState peer = handshake.peer();
        return new Packet(peer == null ? 0 : peer.tag(), List.of(chunk)).encode();
    }

    /** The next packet to send, at most 1150 bytes; null when there is none for now. */
    public byte @Nullable [] poll(long nowNanos) {
        byte[] whole = packets.poll();
        if (whole != null || closed) {
            return whole;
        }
        byte[] opening = handshake.poll(nowNanos, sender.rto().rto());
        PeerState peer = handshake.peer();
        if (opening != null || peer == null) {
            return opening;
        }
        PacketBuilder packet = new PacketBuilder();
        while (!control.isEmpty() && packet.add(control.getFirst())) {
            control.removeFirst();
        }
        Transfer running = transfer;
        if (running != null) {
            running.fill(nowNanos, packet, teardown.maySendData());
            int received = running.receiver().cumulativeTsn();
            teardown.fill(
                    nowNanos, packet, sender.idle(), received, sender.rto().rto());
        }
        return packet.isEmpty() ? null : packet.build(peer.tag());
    }

    /** When {@link #handleTimeout} wants to be called; {@code Long.MAX_VALUE} for never. */
    public long nextTimeoutNanos() {
        if (closed) {
            return Long.MAX_VALUE;
        }
        long next = Math.min(handshake.nextTimeout(), Math.min(sender.nextTimeout(), resets.nextTimeout()));
        next = Math.min(next, teardown.nextTimeout());
        return transfer == null ? next : Math.min(next, transfer.receiver().ackTimeout());
    }

    /** Runs the timers that are due. */
    public void handleTimeout(long nowNanos) {
        if (closed) {
            return;
        }
        boolean alive = handshake.onTimeout(nowNanos) && sender.onTimeout(nowNanos) && teardown.onTimeout(nowNanos);
        resets.onTimeout(nowNanos);
        if (transfer != null) {
            transfer.receiver().onTimeout(nowNanos);
        }
        if (!alive) {
            end(UNREACHABLE);
        }
    }

    /**
     * Opens an ordered, reliable channel; may be called before {@link #connect}. Returns its stream id, or -1 when no id is
     * free, the names exceed 1024 bytes, the send queue is full or the association has ended.
     */
    public int openChannel(String label, String protocol) {
        return closed ? -1 : channels.open(label, protocol);
    }

    /** Closes a channel by stream reset after its data is acknowledged; {@code Closed} follows. */
    public void closeChannel(int streamId) {
        channels.close(streamId);
    }

    /**
     * Sends text on a channel, also while it opens. False, and nothing sent, when there is no such channel, the message is
     * larger than 262144 bytes or 4 MiB wait already.
     */
    public boolean send(int streamId, String text) {
        byte[] data = text.getBytes(StandardCharsets.UTF_8);
        return !closed && channels.send(streamId, data, Channels.PPID_TEXT, Channels.PPID_TEXT_EMPTY);
    }

    /** Sends bytes on a channel, as {@link #send(int, String)} does text; the array is copied. */
    public boolean send(int streamId, byte[] data) {
        return !closed && channels.send(streamId, data.clone(), Channels.PPID_BINARY, Channels.PPID_BINARY_EMPTY);
    }

    /** What happened next, or null. */
    public @Nullable ChannelEvent pollEvent() {
        ChannelEvent event = channels.poll();
        if (event != null && transfer != null) {
            transfer.receiver().applicationRead(channels.eventBytes());
        }
        return event;
    }

    /** Ends the association in order once all data is acknowledged (RFC 9260 section 9.2). */
    public void shutdown() {
        if (transfer == null) {
            end(ABORTED_LOCALLY);
        } else {
            teardown.begin();
        }
    }

    /** Ends the association at once; one ABORT packet is left to poll. */
    public void abort() {
        abort(ABORTED_LOCALLY);
    }

    private void abort(String reason) {
        if (!closed) {
            if (handshake.peer() != null) {
                packets.add(packet(Chunk.bare(Chunk.ABORT)));
            }
            end(reason);
        }
    }

    private void end(String reason) {
        if (!closed) {
            closed = true;
            control.clear();
            sender.clear();
            resets.clear();
            transfer = null;
            channels.associationClosed(reason);
        }
    }

    /** Bytes queued to send or not yet acknowledged by the peer. */
    public long queuedBytes() {
        return sender.queued();
    }

    /** Cost in bytes of what was received and not yet polled or not yet complete. */
    public long receivedBytes() {
        return channels.eventBytes()
                + (transfer == null ? 0 : transfer.receiver().held());
    }

    /** Packets, chunks and messages that were refused. */
    public long dropped() {
        return dropped
                + channels.dropped()
                + (transfer == null ? 0 : transfer.receiver().dropped());
    }
}
