package dev.foyer.mediaplane.udp;

/**
 * Totals of one socket since it was opened.
 *
 * @param received datagrams delivered
 * @param oversize datagrams longer than a slot, dropped
 * @param sent datagrams that the kernel took
 * @param sendDropped datagrams that it refused or had no room for
 * @param sendCalls system calls for sending
 * @param segmented datagrams that left as part of a larger message (UDP segmentation offload)
 */
public record UdpCounters(long received, long oversize, long sent, long sendDropped, long sendCalls, long segmented) {
    public static final UdpCounters ZERO = new UdpCounters(0, 0, 0, 0, 0, 0);

    public UdpCounters plus(UdpCounters o) {
        return new UdpCounters(
                received + o.received,
                oversize + o.oversize,
                sent + o.sent,
                sendDropped + o.sendDropped,
                sendCalls + o.sendCalls,
                segmented + o.segmented);
    }
}
