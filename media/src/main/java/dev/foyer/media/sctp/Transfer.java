package dev.foyer.media.sctp;

import org.jspecify.annotations.Nullable;

/** What flows once the handshake is done: joins the receiving half, the sending half, stream resets and channels. */
final class Transfer {
    private final Receiver receiver;
    private final Sender sender;
    private final StreamResets resets;
    private final Channels channels;

    Transfer(PeerState peer, Sender sender, StreamResets resets, Channels channels) {
        this.receiver = new Receiver(peer.initialTsn());
        this.sender = sender;
        this.resets = resets;
        this.channels = channels;
        sender.peerWindow(peer.window());
        resets.peer(peer.initialTsn());
        channels.established(receiver, peer);
    }

    Receiver receiver() {
        return receiver;
    }

    /** Handles DATA, SACK, FORWARD TSN or RE-CONFIG; false when it is malformed or comes too late. */
    boolean handle(long nowNanos, Chunk chunk, boolean mayReceive) {
        return switch (chunk.type()) {
            case Chunk.DATA -> data(mayReceive ? DataChunk.parse(chunk) : null);
            case Chunk.SACK -> sack(nowNanos, SackChunk.parse(chunk));
            case Chunk.FORWARD_TSN -> forward(ForwardTsnChunk.parse(chunk));
            default -> resets.handle(chunk, receiver.cumulativeTsn(), channels);
        };
    }

    private boolean data(@Nullable DataChunk data) {
        if (data != null) {
            receiver.data(data, channels.eventBytes());
            deliver();
        }
        return data != null;
    }

    private boolean sack(long nowNanos, @Nullable SackChunk sack) {
        if (sack != null) {
            sender.acknowledge(nowNanos, sack);
        }
        return sack != null;
    }

    private boolean forward(@Nullable ForwardTsnChunk forward) {
        if (forward != null) {
            receiver.forward(forward);
            deliver();
        }
        return forward != null;
    }

    private void deliver() {
        for (Message message = receiver.poll(); message != null; message = receiver.poll()) {
            channels.message(message);
        }
    }

    /** Adds the SACK that is due, stream resets and, when {@code data}, DATA. */
    void fill(long nowNanos, PacketBuilder packet, boolean data) {
        if (receiver.wantsAck()) {
            packet.add(receiver.ack(channels.eventBytes()).toChunk());
        }
        resets.fill(
                nowNanos,
                packet,
                sender::idle,
                sender.lastAssignedTsn(),
                sender.rto().rto());
        if (data) {
            sender.fill(nowNanos, packet);
        }
    }
}
