package dev.foyer.media.wire;

/**
 * Transport-wide congestion control feedback (draft-holmer-rmcat-transport-wide-cc-extensions-01 §3.1): which packets of a
 * connection arrived, and when, in steps of 250 µs.
 */
public final class TransportFeedback {
    /** Arrival time of a packet that did not arrive. */
    public static final long LOST = Long.MIN_VALUE;
    /** Packets that one message reports at most, so that it stays below {@link RtcpWriter#LIMIT}. */
    public static final int MAX_STATUSES = 400;

    private static final long TICK_NANOS = 250_000;
    private static final long REFERENCE_NANOS = 64_000_000;
    private static final int HEADER = 16;
    private static final int RUN_MINIMUM = 7;
    private static final int RUN_MAXIMUM = 0x1FFF;

    private final int[] symbols = new int[MAX_STATUSES];
    private final int[] deltas = new int[MAX_STATUSES];

    /** What a feedback message says of one packet. */
    @FunctionalInterface
    public interface Visitor {
        /** {@code arrivalTicks}: 250 µs since the origin of the 24-bit reference time, or {@link #LOST}. */
        void packet(int sequence, long arrivalTicks);
    }

    /**
     * Appends one message.
     *
     * @param arrivals nanoseconds of each packet from {@code base} on, or {@link #LOST}
     * @return how many statuses went in; fewer than {@code count} when arrival times lie too far apart for one message; 0, and
     *     nothing appended, when none arrived
     */
    public int write(RtcpWriter writer, long sender, long media, long base, int counter, long[] arrivals, int count) {
        int first = 0;
        while (first < count && arrivals[first] == LOST) {
            first++;
        }
        if (first == count) {
            return 0;
        }
        PacketBuffer out = writer.packet();
        long reference = Math.floorDiv(arrivals[first], REFERENCE_NANOS);
        int statuses = classify(reference * (REFERENCE_NANOS / TICK_NANOS), arrivals, Math.min(count, MAX_STATUSES));
        int at = writer.begin(RtcpReader.RTPFB, RtcpReader.FMT_TRANSPORT_CC);
        out.u32(at, sender);
        out.u32(at + 4, media);
        out.u16(at + 8, Sequence.low(base));
        out.u16(at + 10, statuses);
        out.u32(at + 12, (reference & 0xFF_FFFFL) << 8 | (counter & 0xFF));
        at = writeChunks(out, at + HEADER, statuses);
        for (int i = 0; i < statuses; i++) {
            if (symbols[i] == 1) {
                out.u8(at++, deltas[i]);
            } else if (symbols[i] == 2) {
                out.u16(at, deltas[i]);
                at += 2;
            }
        }
        writer.endAt(at);
        return statuses;
    }

    private int classify(long referenceTicks, long[] arrivals, int count) {
        long last = referenceTicks;
        for (int i = 0; i < count; i++) {
            if (arrivals[i] == LOST) {
                symbols[i] = 0;
                continue;
            }
            long ticks = Math.floorDiv(arrivals[i], TICK_NANOS);
            long delta = ticks - last;
            if (delta != (short) delta) {
                return i;
            }
            deltas[i] = (int) delta;
            symbols[i] = delta >= 0 && delta <= 0xFF ? 1 : 2;
            last = ticks;
        }
        return count;
    }

    private int writeChunks(PacketBuffer out, int from, int statuses) {
        int at = from;
        int i = 0;
        while (i < statuses) {
            int run = 1;
            while (i + run < statuses && symbols[i + run] == symbols[i] && run < RUN_MAXIMUM) {
                run++;
            }
            if (run >= RUN_MINIMUM) {
                out.u16(at, symbols[i] << 13 | run);
                i += run;
            } else {
                int chunk = 0xC000;
                for (int s = 0; s < 7 && i + s < statuses; s++) {
                    chunk |= symbols[i + s] << (12 - 2 * s);
                }
                out.u16(at, chunk);
                i += 7;
            }
            at += 2;
        }
        return at;
    }

    /** Reads the current packet of {@code reader}; false when it is no complete feedback message (some may have been visited). */
    public static boolean read(RtcpReader reader, PacketBuffer packet, Visitor visitor) {
        if (reader.type() != RtcpReader.RTPFB
                || reader.count() != RtcpReader.FMT_TRANSPORT_CC
                || reader.length() < 4 + HEADER) {
            return false;
        }
        int at = reader.offset() + 12;
        int end = reader.offset() + reader.length();
        int statuses = packet.u16(at + 2);
        int deltaAt = skipChunks(packet, at + 8, end, statuses);
        return deltaAt >= 0 && visit(packet, at, end, deltaAt, visitor);
    }

    private static int skipChunks(PacketBuffer packet, int from, int end, int statuses) {
        int at = from;
        int seen = 0;
        while (seen < statuses) {
            if (at + 2 > end) {
                return -1;
            }
            seen += chunkSize(packet.u16(at));
            at += 2;
        }
        return at;
    }

    private static boolean visit(PacketBuffer packet, int at, int end, int deltaAt, Visitor visitor) {
        int base = packet.u16(at);
        int statuses = packet.u16(at + 2);
        long time = (packet.u32(at + 4) >>> 8) * (REFERENCE_NANOS / TICK_NANOS);
        int chunkAt = at + 8;
        int inChunk = 0;
        int delta = deltaAt;
        for (int i = 0; i < statuses; i++) {
            int chunk = packet.u16(chunkAt);
            int symbol = symbol(chunk, inChunk);
            if (delta + symbol > end && symbol < 3) {
                return false;
            }
            if (symbol == 1 || symbol == 2) {
                time += symbol == 1 ? packet.u8(delta) : (short) packet.u16(delta);
                delta += symbol;
            }
            visitor.packet((base + i) & 0xFFFF, symbol == 1 || symbol == 2 ? time : LOST);
            if (++inChunk >= chunkSize(chunk)) {
                chunkAt += 2;
                inChunk = 0;
            }
        }
        return true;
    }

    /** Statuses in a chunk; a run of zero counts as one so that hostile input cannot stand still. */
    private static int chunkSize(int chunk) {
        if ((chunk & 0x8000) == 0) {
            return Math.max(1, chunk & RUN_MAXIMUM);
        }
        return (chunk & 0x4000) == 0 ? 14 : 7;
    }

    private static int symbol(int chunk, int index) {
        if ((chunk & 0x8000) == 0) {
            return chunk >>> 13 & 3;
        }
        return (chunk & 0x4000) == 0 ? chunk >>> (13 - index) & 1 : chunk >>> (12 - 2 * index) & 3;
    }
}
