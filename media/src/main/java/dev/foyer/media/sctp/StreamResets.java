package dev.foyer.media.sctp;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/**
 * Stream reconfiguration (RFC 6525) as data channels need it: outgoing SSN reset requests of ours, one in flight, and answers
 * to the peer's. Requests to add streams or to reset TSNs are denied.
 */
final class StreamResets {
    static final int PERFORMED = 1;
    static final int DENIED = 2;
    static final int BAD_SEQUENCE = 5;
    static final int IN_PROGRESS = 6;

    private static final int MAX_BACK_OFF = 2;
    private static final int MAX_PER_REQUEST = 128;
    private static final int OUTGOING_FIXED = 12;

    private final TreeSet<Integer> wanted = new TreeSet<>();
    private final ArrayDeque<Chunk> answers = new ArrayDeque<>();
    private List<Integer> inFlight = List.of();
    private final TreeSet<Integer> unconfirmed = new TreeSet<>();
    private int requestTsn;
    private int nextRequest;
    private int lastPeerRequest;
    private int lastResult = DENIED;
    private int attempts;
    private boolean sendNow;
    private long timeout = Long.MAX_VALUE;

    /** What the resets act upon. */
    interface Target {
        /** Our stream was reset: numbering starts again. */
        void outgoingReset(int stream);

        /** The peer reset its stream. */
        void incomingReset(int stream);

        /** The peer reset all its streams. */
        void allIncomingReset();
    }

    StreamResets(int localInitialTsn) {
        nextRequest = localInitialTsn;
    }

    void peer(int peerInitialTsn) {
        lastPeerRequest = peerInitialTsn - 1;
    }

    /** Asks for the reset of an outgoing stream, once all its data is acknowledged. */
    void want(int stream) {
        if (!unconfirmed.contains(stream)) {
            wanted.add(stream);
        }
    }

    boolean isPending(int stream) {
        return wanted.contains(stream) || unconfirmed.contains(stream);
    }

    /** The peer uses the stream anew, so it reset ours though its answer is lost; true when a request was under way. */
    boolean confirm(int stream) {
        return unconfirmed.remove(stream);
    }

    /** Handles a RE-CONFIG chunk, false when malformed; {@code cumulativeTsn} is what we received without a gap. */
    boolean handle(Chunk chunk, int cumulativeTsn, Target target) {
        List<Parameter> parameters = Parameter.parseAll(chunk.body(), 0);
        if (parameters == null || parameters.size() > 2) {
            return false;
        }
        for (Parameter parameter : parameters) {
            byte[] value = parameter.value();
            switch (parameter.type()) {
                case Parameter.OUTGOING_RESET -> {
                    if (value.length >= OUTGOING_FIXED) {
                        request(ByteBuffer.wrap(value), cumulativeTsn, target);
                    }
                }
                case Parameter.RECONFIG_RESPONSE -> {
                    if (value.length >= 8) {
                        response(ByteBuffer.wrap(value), target);
                    }
                }
                case Parameter.INCOMING_RESET,
                        Parameter.SSN_TSN_RESET,
                        Parameter.ADD_OUTGOING,
                        Parameter.ADD_INCOMING -> {
                    if (value.length >= 4) {
                        deny(ByteBuffer.wrap(value).getInt());
                    }
                }
                default -> {}
            }
        }
        return true;
    }

    private void request(ByteBuffer in, int cumulativeTsn, Target target) {
        int sequence = in.getInt();
        in.getInt();
        int lastTsn = in.getInt();
        boolean retry = sequence == lastPeerRequest && lastResult == IN_PROGRESS;
        if (sequence == lastPeerRequest && !retry) {
            answer(sequence, lastResult);
            return;
        }
        if (!retry && sequence != lastPeerRequest + 1) {
            answer(sequence, BAD_SEQUENCE);
            return;
        }
        lastPeerRequest = sequence;
        if (lastTsn - cumulativeTsn > 0) {
            lastResult = IN_PROGRESS; // data sent before the reset is still missing; the peer asks again
        } else {
            lastResult = PERFORMED;
            if (in.remaining() < 2) {
                target.allIncomingReset();
            }
            while (in.remaining() >= 2) {
                target.incomingReset(in.getShort() & 0xFFFF);
            }
        }
        answer(sequence, lastResult);
    }

    private void deny(int sequence) {
        if (sequence == lastPeerRequest + 1) {
            lastPeerRequest = sequence;
            lastResult = DENIED;
        }
        answer(sequence, sequence == lastPeerRequest ? lastResult : BAD_SEQUENCE);
    }

    private void answer(int sequence, int result) {
        if (answers.size() < 4) {
            byte[] value =
                    ByteBuffer.allocate(8).putInt(sequence).putInt(result).array();
            answers.add(chunk(new Parameter(Parameter.RECONFIG_RESPONSE, value)));
        }
    }

    private void response(ByteBuffer in, Target target) {
        int sequence = in.getInt();
        int result = in.getInt();
        if (inFlight.isEmpty() || sequence != nextRequest || result == IN_PROGRESS) {
            return; // in progress: the timer sends the same request again
        }
        List<Integer> done = List.copyOf(unconfirmed);
        unconfirmed.clear();
        inFlight = List.of();
        nextRequest++;
        sendNow = false;
        timeout = Long.MAX_VALUE;
        done.forEach(target::outgoingReset);
    }

    /** Adds answers and a due request to the packet; {@code idle} tells whether a stream has no unacknowledged data. */
    void fill(long nowNanos, PacketBuilder packet, IntPredicate idle, int lastAssignedTsn, long rto) {
        while (!answers.isEmpty() && packet.add(answers.getFirst())) {
            answers.removeFirst();
        }
        if (inFlight.isEmpty() && !wanted.isEmpty()) {
            begin(idle, lastAssignedTsn);
        }
        if (sendNow && packet.add(requestChunk())) {
            sendNow = false;
            timeout = nowNanos + (rto << Math.min(attempts++, MAX_BACK_OFF));
        }
    }

    private void begin(IntPredicate idle, int lastAssignedTsn) {
        List<Integer> ready = new ArrayList<>();
        for (int stream : wanted) {
            if (ready.size() < MAX_PER_REQUEST && idle.test(stream)) {
                ready.add(stream);
            }
        }
        ready.forEach(wanted::remove);
        inFlight = ready;
        unconfirmed.addAll(ready);
        requestTsn = lastAssignedTsn;
        attempts = 0;
        sendNow = !ready.isEmpty();
    }

    private Chunk requestChunk() {
        ByteBuffer out = ByteBuffer.allocate(OUTGOING_FIXED + 2 * inFlight.size());
        out.putInt(nextRequest).putInt(lastPeerRequest).putInt(requestTsn);
        inFlight.forEach(stream -> out.putShort(stream.shortValue()));
        return chunk(new Parameter(Parameter.OUTGOING_RESET, out.array()));
    }

    private static Chunk chunk(Parameter parameter) {
        return new Chunk(Chunk.RE_CONFIG, 0, Parameter.encodeAll(List.of(parameter)));
    }

    long nextTimeout() {
        return timeout;
    }

    void onTimeout(long nowNanos) {
        if (nowNanos >= timeout) {
            timeout = Long.MAX_VALUE;
            sendNow = true;
        }
    }

    void clear() {
        wanted.clear();
        unconfirmed.clear();
        answers.clear();
        inFlight = List.of();
        sendNow = false;
        timeout = Long.MAX_VALUE;
    }
}
