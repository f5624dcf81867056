package dev.foyer.media.sctp;

/** The congestion window of the one path, bytes (RFC 9260 section 7.2). */
final class Congestion {
    private static final long MTU = Packet.MAX_BYTES;
    private static final long MAX = 4 << 20;

    private long window = Math.min(4 * MTU, Math.max(2 * MTU, 4404));
    private long threshold = MAX;
    private long partial;

    long window() {
        return window;
    }

    /** The cumulative TSN advanced by an acknowledgement of {@code bytes} while the window {@code wasFull} or not. */
    void acknowledged(long bytes, boolean wasFull, long flightBefore) {
        if (window <= threshold) {
            if (wasFull) {
                window = Math.min(MAX, window + Math.min(bytes, MTU));
            }
            return;
        }
        partial += bytes;
        if (partial >= window && wasFull) {
            partial -= window;
            window = Math.min(MAX, window + MTU);
        } else if (flightBefore < window) {
            partial = Math.min(partial, window);
        }
    }

    /** Loss seen by missing reports: halve. */
    void lost() {
        threshold = Math.max(window / 2, 4 * MTU);
        window = threshold;
        partial = 0;
    }

    /** Loss seen by timeout: start again with one packet. */
    void timedOut() {
        threshold = Math.max(window / 2, 4 * MTU);
        window = MTU;
        partial = 0;
    }
}
