package dev.foyer.mediaplane;

import dev.foyer.mediaplane.udp.UdpCounters;

/**
 * One loop at the moment of its last report, at most half a second old.
 *
 * @param kind implementation of the socket
 * @param connections transports, two per peer
 * @param addresses remote addresses known
 * @param turns passes of the loop since it started
 * @param busyNanos time spent in turns, waiting not counted
 * @param maxTurnNanos longest turn since the report before
 * @param commandsRefused commands dropped because the queue was full
 * @param peersFailed peers closed because of an error of ours
 * @param strangers datagrams that belong to no connection
 * @param unusable datagrams of connections that were dropped: bad checks, replays, wrong keys
 * @param packetsIn RTP packets received
 * @param packetsOut RTP packets forwarded
 */
public record LoopStats(
        int port,
        String kind,
        int rooms,
        int connections,
        int addresses,
        long turns,
        long busyNanos,
        long maxTurnNanos,
        long commandsRefused,
        long peersFailed,
        long strangers,
        long unusable,
        long packetsIn,
        long packetsOut,
        UdpCounters udp) {
    /** Mean length of a turn. */
    public long meanTurnNanos() {
        return turns == 0 ? 0 : busyNanos / turns;
    }
}
