package dev.foyer.media.wire;

/** Arithmetic on numbers that wrap: 16-bit sequence numbers and 32-bit RTP timestamps (RFC 1982, RFC 3550 appendix A.1). */
public final class Sequence {
    /** Added to the first number of a stream so that its extended form never becomes negative. */
    public static final long FIRST_CYCLE = 0x1_0000L;

    private Sequence() {}

    /** Steps from {@code from} to {@code to} on the shorter way round: -32768 to 32767. */
    public static int distance(int from, int to) {
        return (short) (to - from);
    }

    /** Whether {@code a} comes after {@code b}. */
    public static boolean isNewer(int a, int b) {
        return distance(b, a) > 0;
    }

    /** The 16-bit number after {@code sequence}. */
    public static int next(int sequence) {
        return (sequence + 1) & 0xFFFF;
    }

    /** The extended number nearest to {@code reference} whose low 16 bits are {@code sequence}. */
    public static long extend(long reference, int sequence) {
        return reference + distance((int) (reference & 0xFFFF), sequence);
    }

    /** The 16 bits of an extended number that go on the wire. */
    public static int low(long extended) {
        return (int) (extended & 0xFFFF);
    }

    /** Steps from one 32-bit timestamp to another on the shorter way round. */
    public static int timestampDistance(long from, long to) {
        return (int) (to - from);
    }
}
