package dev.foyer.media.sctp;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The receiving half: acknowledges DATA, reassembles and orders messages. What waits here and in the event queue together
 * is bounded by {@link #WINDOW_BYTES} for well-behaved peers and by {@link #HARD_BYTES} for all.
 */
final class Receiver {
    static final int MAX_MESSAGE = 262_144;
    static final int MAX_STREAMS = 1024;
    static final int WINDOW_BYTES = 1 << 20;
    static final int HARD_BYTES = WINDOW_BYTES + WINDOW_BYTES / 2;
    static final long ACK_DELAY_NANOS = 200_000_000L;

    private static final int MAX_DUPLICATES = 20;

    private final ReceivedTsns tsns;
    private final Reassembly reassembly = new Reassembly();
    private final Map<Integer, InStream> streams = new HashMap<>();
    private final ArrayDeque<Message> delivered = new ArrayDeque<>();
    private final List<Integer> duplicates = new ArrayList<>();
    private long waiting;
    private long queued;
    private long dropped;
    private long advertised = WINDOW_BYTES;
    private int packetsUnacknowledged;
    private boolean ackNow;
    private boolean dataInPacket;
    private long ackAt = Long.MAX_VALUE;

    private static final class InStream {
        int next;
        final Map<Integer, Message> ready = new HashMap<>();
    }

    Receiver(int initialTsn) {
        tsns = new ReceivedTsns(initialTsn);
    }

    /** Takes one DATA chunk; {@code events} is the cost in bytes of what the application has not polled yet. */
    void data(DataChunk chunk, long events) {
        dataInPacket = true;
        long tsn = tsns.unwrap(chunk.tsn());
        if (tsns.contains(tsn)) {
            ackNow = true;
            if (duplicates.size() < MAX_DUPLICATES) {
                duplicates.add(chunk.tsn());
            }
            return;
        }
        if (tsn - tsns.cumulative() > ReceivedTsns.WINDOW || !hasRoom(tsn, chunk, events)) {
            dropped++;
            ackNow = true;
            return;
        }
        boolean gapsBefore = tsns.hasGaps();
        tsns.add(tsn);
        if (gapsBefore || tsns.hasGaps() || chunk.has(DataChunk.IMMEDIATE)) {
            ackNow = true;
        }
        if (chunk.stream() >= MAX_STREAMS) {
            dropped++;
            return;
        }
        Reassembly.Complete complete = reassembly.add(tsn, chunk);
        if (complete != null) {
            order(complete);
        }
    }

    private boolean hasRoom(long tsn, DataChunk chunk, long events) {
        long cost = (long) chunk.payload().length + Message.OVERHEAD;
        long pending = events + queued;
        long used = reassembly.bytes() + waiting + pending;
        if (used + cost <= WINDOW_BYTES) {
            return true;
        }
        // The next TSN in order is let in beyond the window: it is what frees the rest.
        return tsn == tsns.cumulative() + 1 && pending < WINDOW_BYTES / 2 && used + cost <= HARD_BYTES;
    }

    private void order(Reassembly.Complete complete) {
        DataChunk first = complete.first();
        if (first.has(DataChunk.UNORDERED)) {
            deliver(complete.message());
            return;
        }
        InStream stream = streams.computeIfAbsent(first.stream(), id -> new InStream());
        if ((short) (first.ssn() - stream.next) < 0 || stream.ready.containsKey(first.ssn())) {
            dropped++;
            return;
        }
        stream.ready.put(first.ssn(), complete.message());
        waiting += complete.message().cost();
        deliverReady(stream);
    }

    private void deliverReady(InStream stream) {
        for (Message next = stream.ready.remove(stream.next); next != null; next = stream.ready.remove(stream.next)) {
            waiting -= next.cost();
            deliver(next);
            stream.next = (stream.next + 1) & 0xFFFF;
        }
    }

    private void deliver(Message message) {
        delivered.add(message);
        queued += message.cost();
    }

    /** Skips what the peer gave up on. */
    void forward(ForwardTsnChunk chunk) {
        dataInPacket = true;
        ackNow = true;
        long tsn = tsns.unwrap(chunk.newCumulativeTsn());
        if (tsn <= tsns.cumulative()) {
            return;
        }
        reassembly.dropThrough(tsn);
        tsns.forward(tsn);
        for (ForwardTsnChunk.Skip skip : chunk.skips()) {
            InStream stream = skip.stream() < MAX_STREAMS
                    ? streams.computeIfAbsent(skip.stream(), id -> new InStream())
                    : new InStream();
            skip(stream, skip.ssn());
        }
    }

    private void skip(InStream stream, int ssn) {
        if ((short) (ssn - stream.next) < 0) {
            return;
        }
        int target = (ssn + 1) & 0xFFFF;
        List<Integer> passed = new ArrayList<>(stream.ready.keySet());
        passed.removeIf(number -> (short) (number - target) >= 0);
        passed.sort((a, b) -> (short) (a - b));
        for (int number : passed) {
            Message message = stream.ready.remove(number);
            if (message != null) {
                waiting -= message.cost();
                deliver(message);
            }
        }
        stream.next = target;
        deliverReady(stream);
    }

    /** Starts the stream's numbering again (RFC 6525 section 5.2.2). */
    void reset(int streamId) {
        InStream stream = streams.remove(streamId);
        if (stream != null) {
            stream.ready.values().forEach(message -> waiting -= message.cost());
        }
    }

    /** The next message in delivery order. */
    @Nullable
    Message poll() {
        Message message = delivered.poll();
        if (message != null) {
            queued -= message.cost();
        }
        return message;
    }

    /** To be called after all chunks of a packet: every second packet with DATA is acknowledged at once. */
    void endOfPacket(long nowNanos) {
        if (!dataInPacket) {
            return;
        }
        dataInPacket = false;
        if (++packetsUnacknowledged >= 2) {
            ackNow = true;
        } else if (ackAt == Long.MAX_VALUE) {
            ackAt = nowNanos + ACK_DELAY_NANOS;
        }
    }

    void ackSoon() {
        ackNow = true;
    }

    /** Tells the peer when a window that was shut has opened again by half. */
    void applicationRead(long events) {
        if (advertised < 2 * Packet.MAX_BYTES && window(events) >= WINDOW_BYTES / 2) {
            ackNow = true;
        }
    }

    boolean wantsAck() {
        return ackNow;
    }

    long ackTimeout() {
        return ackAt;
    }

    void onTimeout(long nowNanos) {
        if (nowNanos >= ackAt) {
            ackNow = true;
            ackAt = Long.MAX_VALUE;
        }
    }

    /** The SACK to send now; resets the delay. */
    SackChunk ack(long events) {
        SackChunk sack = new SackChunk((int) tsns.cumulative(), window(events), tsns.gaps(), List.copyOf(duplicates));
        advertised = sack.window();
        duplicates.clear();
        packetsUnacknowledged = 0;
        ackNow = false;
        ackAt = Long.MAX_VALUE;
        return sack;
    }

    private long window(long events) {
        return Math.max(0, WINDOW_BYTES - held() - events);
    }

    int cumulativeTsn() {
        return (int) tsns.cumulative();
    }

    boolean messageTooBig() {
        return reassembly.largest() > MAX_MESSAGE;
    }

    /** Cost in bytes of everything kept here. */
    long held() {
        return reassembly.bytes() + waiting + queued;
    }

    /** Chunks refused: out of window, no room, unknown stream, old sequence number. */
    long dropped() {
        return dropped;
    }
}
