package dev.foyer.media.sctp;

import java.util.ArrayList;
import java.util.List;

/** Collects chunks for one outgoing packet of at most {@link Packet#MAX_BYTES} bytes. */
final class PacketBuilder {
    private final List<Chunk> chunks = new ArrayList<>();
    private int size = Packet.HEADER;

    /** Adds the chunk when it still fits. */
    boolean add(Chunk chunk) {
        if (!fits(chunk.paddedLength())) {
            return false;
        }
        chunks.add(chunk);
        size += chunk.paddedLength();
        return true;
    }

    boolean fits(int paddedLength) {
        return size + paddedLength <= Packet.MAX_BYTES;
    }

    boolean isEmpty() {
        return chunks.isEmpty();
    }

    byte[] build(int tag) {
        return new Packet(tag, chunks).encode();
    }
}
