package dev.foyer.mediaplane.udp;

import dev.foyer.media.wire.TransportAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Groups queued datagrams into messages: datagrams to one address with one size (the last may be shorter) become one
 * message for UDP segmentation offload. Order is kept per address, not across addresses, which no receiver can see.
 */
final class SendPlan {
    /** Segments of one message; the kernel allows 64, and its 65 507 bytes are kept by the size limit below. */
    static final int MAX_SEGMENTS = 40;

    /** Longer datagrams travel alone: a segment beyond the path's MTU would have the whole message refused. */
    static final int MAX_SEGMENT_BYTES = 1400;

    private static final int TABLE = 1024;

    private final int capacity;
    private final int[] next;
    private final int[] length;
    private final int[] first;
    private final int[] last;
    private final int[] segments;
    private final @Nullable TransportAddress[] to;
    private final int[] latest = new int[TABLE];
    private int slots;
    private int messages;

    SendPlan(int capacity) {
        if (capacity * 2 > TABLE) {
            throw new IllegalArgumentException("table too small for " + capacity);
        }
        this.capacity = capacity;
        next = new int[capacity];
        length = new int[capacity];
        first = new int[capacity];
        last = new int[capacity];
        segments = new int[capacity];
        to = new TransportAddress[capacity];
    }

    /** Number of datagrams planned; also the slot that the next {@link #add} uses. */
    int slots() {
        return slots;
    }

    boolean full() {
        return slots == capacity;
    }

    int messages() {
        return messages;
    }

    /** Takes the datagram of the next slot. */
    void add(int bytes, TransportAddress address, boolean group) {
        int slot = slots++;
        length[slot] = bytes;
        next[slot] = -1;
        int at = find(address);
        int message = latest[at] - 1;
        if (group && message >= 0 && fits(message, bytes)) {
            next[last[message]] = slot;
            last[message] = slot;
            segments[message]++;
            return;
        }
        first[messages] = slot;
        last[messages] = slot;
        segments[messages] = 1;
        to[messages] = address;
        latest[at] = ++messages;
    }

    void clear() {
        slots = 0;
        Arrays.fill(to, 0, messages, null);
        messages = 0;
        Arrays.fill(latest, 0);
    }

    int first(int message) {
        return first[message];
    }

    /** The next slot of the same message, or -1. */
    int next(int slot) {
        return next[slot];
    }

    int length(int slot) {
        return length[slot];
    }

    int segments(int message) {
        return segments[message];
    }

    TransportAddress to(int message) {
        TransportAddress address = to[message];
        if (address == null) {
            throw new IndexOutOfBoundsException(message);
        }
        return address;
    }

    private boolean fits(int message, int bytes) {
        int segment = length[first[message]];
        return bytes <= segment
                && length[last[message]] == segment
                && segment <= MAX_SEGMENT_BYTES
                && segments[message] < MAX_SEGMENTS;
    }

    private int find(TransportAddress address) {
        long hash = (address.high() * 31 + address.low()) * 31 + address.port();
        int at = (int) ((hash * 0x9E3779B97F4A7C15L) >>> 54);
        while (latest[at] != 0 && !address.equals(to[latest[at] - 1])) {
            at = (at + 1) & (TABLE - 1);
        }
        return at;
    }
}
