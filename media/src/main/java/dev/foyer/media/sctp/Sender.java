package dev.foyer.media.sctp;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The sending half: fragments messages, keeps what is not acknowledged, and obeys congestion and peer window (RFC 9260
 * sections 6 and 7). One path, as DTLS gives only one.
 */
final class Sender {
    /** Most bytes that wait or are unacknowledged; more is refused to the caller. */
    static final int MAX_QUEUED = 4 << 20;

    /** Timeouts in a row until the peer counts as gone: about 65 seconds; ICE tells of a lost path much earlier. */
    static final int MAX_ERRORS = 24;

    private static final int MAX_OUTSTANDING = 4096;

    private final ArrayDeque<Outgoing> pending = new ArrayDeque<>();
    private final List<Sent> outstanding = new ArrayList<>();
    private final Map<Integer, Integer> sequence = new HashMap<>();
    /** Messages that wait and chunks that are unacknowledged, per stream; absent for none. */
    private final Map<Integer, Integer> busy = new HashMap<>();

    private final Congestion congestion = new Congestion();
    private final RtoEstimator rto = new RtoEstimator();
    private int nextTsn;
    private long peerWindow;
    private long flight;
    private long queued;
    private int retransmitCount;
    private int errors;
    private boolean fastBurst;
    private boolean inRecovery;
    private int recoveryExit;
    private long lastSample = Long.MIN_VALUE;
    private long timeout = Long.MAX_VALUE;

    private static final class Outgoing {
        final int stream;
        final int ppid;
        final byte[] data;
        int offset;
        int ssn;

        Outgoing(int stream, int ppid, byte[] data) {
            this.stream = stream;
            this.ppid = ppid;
            this.data = data;
        }
    }

    private static final class Sent {
        final DataChunk data;
        long sentAt;
        int transmissions = 1;
        int missing;
        boolean acked;
        boolean retransmit;
        boolean fastRetransmitted;

        Sent(DataChunk data, long sentAt) {
            this.data = data;
            this.sentAt = sentAt;
        }

        int size() {
            return data.payload().length;
        }
    }

    Sender(int initialTsn) {
        nextTsn = initialTsn;
    }

    RtoEstimator rto() {
        return rto;
    }

    void peerWindow(long bytes) {
        peerWindow = bytes;
    }

    /** Queues a message of at least one byte; false when the queue is full. */
    boolean enqueue(int stream, int ppid, byte[] data) {
        if (queued + data.length + Message.OVERHEAD > MAX_QUEUED) {
            return false;
        }
        queued += data.length + Message.OVERHEAD;
        busy.merge(stream, 1, Integer::sum);
        pending.add(new Outgoing(stream, ppid, data));
        return true;
    }

    boolean idle() {
        return pending.isEmpty() && outstanding.isEmpty();
    }

    /** Whether nothing of the stream waits or is unacknowledged. */
    boolean idle(int stream) {
        return !busy.containsKey(stream);
    }

    private void release(int stream) {
        busy.computeIfPresent(stream, (id, count) -> count == 1 ? null : count - 1);
    }

    void resetSequence(int stream) {
        sequence.remove(stream);
    }

    int lastAssignedTsn() {
        return nextTsn - 1;
    }

    private int firstTsn() {
        return nextTsn - outstanding.size();
    }

    /** Processes a SACK; one that acknowledges less than before or what was never sent is ignored. */
    void acknowledge(long nowNanos, SackChunk sack) {
        int advance = sack.cumulativeTsn() - (firstTsn() - 1);
        if (advance < 0 || advance > outstanding.size()) {
            return;
        }
        boolean wasFull = flight + DataChunk.MAX_PAYLOAD > congestion.window();
        long flightBefore = flight;
        long acked = acknowledgePrefix(nowNanos, advance);
        boolean[] reported = reported(sack);
        int highestNew = -1;
        int highest = -1;
        for (int i = 0; i < reported.length; i++) {
            Sent sent = outstanding.get(i);
            if (reported[i]) {
                highest = i;
                highestNew = sent.acked ? highestNew : i;
                acked += sent.acked ? 0 : sent.size();
            }
            sent.acked = reported[i];
        }
        if (inRecovery && advance > 0 && sack.cumulativeTsn() - recoveryExit >= 0) {
            inRecovery = false;
        }
        countMissing(inRecovery && advance > 0 ? highest : highestNew);
        recount();
        peerWindow = Math.max(0, sack.window() - flight);
        if (advance > 0 && !inRecovery) {
            congestion.acknowledged(acked, wasFull, flightBefore);
        }
        if (acked > 0 || sack.window() < Packet.MAX_BYTES) {
            errors = 0; // the peer lives; a shut window is no failure
        }
        if (outstanding.isEmpty()) {
            timeout = Long.MAX_VALUE;
        } else if (advance > 0) {
            timeout = nowNanos + rto.rto();
        }
    }

    /** The acknowledgement in a SHUTDOWN chunk: no gaps, no window. */
    void acknowledgeThrough(long nowNanos, int tsn) {
        acknowledge(nowNanos, new SackChunk(tsn, peerWindow + flight, List.of(), List.of()));
    }

    private long acknowledgePrefix(long nowNanos, int count) {
        long acked = 0;
        long sentAt = -1;
        boolean sampled = false;
        for (Sent sent : outstanding.subList(0, count)) {
            if (!sent.acked) {
                acked += sent.size();
                sampled |= sent.transmissions == 1;
                sentAt = sent.transmissions == 1 ? sent.sentAt : sentAt;
            }
            queued -= sent.size();
            release(sent.data.stream());
        }
        outstanding.subList(0, count).clear();
        // One sample per round trip, never from a retransmitted chunk (Karn).
        if (sampled && (lastSample == Long.MIN_VALUE || nowNanos - lastSample >= rto.smoothed())) {
            rto.sample(nowNanos - sentAt);
            lastSample = nowNanos;
        }
        return acked;
    }

    private boolean[] reported(SackChunk sack) {
        boolean[] reported = new boolean[outstanding.size()];
        for (SackChunk.Gap gap : sack.gaps()) {
            int end = Math.min(gap.end(), reported.length);
            if (gap.start() >= 1 && gap.start() <= end) {
                Arrays.fill(reported, gap.start() - 1, end, true);
            }
        }
        return reported;
    }

    private void countMissing(int below) {
        boolean lost = false;
        for (int i = 0; i < below; i++) {
            Sent sent = outstanding.get(i);
            if (!sent.acked && !sent.retransmit && ++sent.missing >= 3 && !sent.fastRetransmitted) {
                sent.retransmit = true;
                sent.fastRetransmitted = true;
                lost = true;
            }
        }
        if (lost && !inRecovery) {
            congestion.lost();
            inRecovery = true;
            recoveryExit = nextTsn - 1;
            fastBurst = true;
        }
    }

    private void recount() {
        flight = 0;
        retransmitCount = 0;
        for (Sent sent : outstanding) {
            sent.retransmit &= !sent.acked;
            if (sent.retransmit) {
                retransmitCount++;
            } else if (!sent.acked) {
                flight += sent.size();
            }
        }
    }

    /** Adds DATA chunks to the packet as congestion window and peer window allow: retransmissions first. */
    void fill(long nowNanos, PacketBuilder packet) {
        if (retransmitCount > 0) {
            refill(nowNanos, packet);
        }
        while (retransmitCount == 0 && !pending.isEmpty() && outstanding.size() < MAX_OUTSTANDING) {
            Outgoing message = pending.peek();
            int size = Math.min(message.data.length - message.offset, DataChunk.MAX_PAYLOAD);
            // With nothing in flight one chunk may go into a shut window: the probe of section 6.1.
            boolean allowed = outstanding.isEmpty() || (flight < congestion.window() && size <= peerWindow);
            if (!allowed || !packet.fits((Chunk.HEADER + DataChunk.FIXED + size + 3) & ~3)) {
                return;
            }
            sendFragment(nowNanos, packet, message, size);
        }
    }

    private void sendFragment(long nowNanos, PacketBuilder packet, Outgoing message, int size) {
        if (message.offset == 0) {
            message.ssn = sequence.merge(message.stream, 1, Integer::sum) - 1 & 0xFFFF;
        }
        int end = message.offset + size;
        int flags = (message.offset == 0 ? DataChunk.BEGIN : 0) | (end == message.data.length ? DataChunk.END : 0);
        byte[] payload = Arrays.copyOfRange(message.data, message.offset, end);
        DataChunk data = new DataChunk(nextTsn++, message.stream, message.ssn, message.ppid, flags, payload);
        message.offset = end;
        if (end == message.data.length) {
            pending.remove();
            queued -= Message.OVERHEAD;
            release(message.stream);
        }
        busy.merge(message.stream, 1, Integer::sum);
        outstanding.add(new Sent(data, nowNanos));
        flight += size;
        peerWindow = Math.max(0, peerWindow - size);
        packet.add(data.toChunk());
        if (timeout == Long.MAX_VALUE) {
            timeout = nowNanos + rto.rto();
        }
    }

    private void refill(long nowNanos, PacketBuilder packet) {
        boolean first = true;
        for (Sent sent : outstanding) {
            if (sent.retransmit) {
                boolean allowed = fastBurst || flight == 0 || flight + sent.size() <= congestion.window();
                if (!allowed || !packet.add(sent.data.toChunk())) {
                    break;
                }
                sent.retransmit = false;
                sent.transmissions++;
                sent.sentAt = nowNanos;
                retransmitCount--;
                flight += sent.size();
                if (first) {
                    timeout = nowNanos + rto.rto();
                }
            }
            first = false;
        }
        fastBurst = false;
    }

    long nextTimeout() {
        return timeout;
    }

    /** Runs the T3 timer (section 6.3.3); false when the peer has not answered for too long. */
    boolean onTimeout(long nowNanos) {
        if (nowNanos < timeout) {
            return true;
        }
        rto.backOff();
        congestion.timedOut();
        inRecovery = false;
        fastBurst = false;
        for (Sent sent : outstanding) {
            sent.retransmit = !sent.acked;
            sent.missing = 0;
            sent.fastRetransmitted = false;
        }
        recount();
        timeout = nowNanos + rto.rto();
        return ++errors <= MAX_ERRORS;
    }

    /** Forgets everything; the association is over. */
    void clear() {
        pending.clear();
        outstanding.clear();
        sequence.clear();
        busy.clear();
        queued = 0;
        flight = 0;
        retransmitCount = 0;
        timeout = Long.MAX_VALUE;
    }

    /** Bytes that wait or are unacknowledged. */
    long queued() {
        return queued;
    }
}
