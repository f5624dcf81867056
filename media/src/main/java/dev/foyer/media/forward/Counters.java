package dev.foyer.media.forward;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** What a router did since it was made. Written by the router's owner; read by it too. */
public final class Counters {
    long packetsIn;
    long bytesIn;
    long packetsOut;
    long bytesOut;
    long resent;
    long recovered;
    long nacksIn;
    long nacksOut;
    long plisIn;
    long plisOut;
    long keyFrames;
    long feedbackIn;
    long feedbackOut;
    private final Map<DropReason, long[]> drops = new EnumMap<>(DropReason.class);

    Counters() {
        for (DropReason reason : DropReason.values()) {
            drops.put(reason, new long[1]);
        }
    }

    void drop(DropReason reason) {
        cell(reason)[0]++;
    }

    public long packetsIn() {
        return packetsIn;
    }

    public long bytesIn() {
        return bytesIn;
    }

    /** Forwarded and resent packets that the egress took. */
    public long packetsOut() {
        return packetsOut;
    }

    public long bytesOut() {
        return bytesOut;
    }

    /** Packets sent to subscribers again. */
    public long resent() {
        return resent;
    }

    /** Packets that publishers sent again. */
    public long recovered() {
        return recovered;
    }

    /** Sequence numbers that subscribers asked for. */
    public long nacksIn() {
        return nacksIn;
    }

    /** Sequence numbers that publishers were asked for. */
    public long nacksOut() {
        return nacksOut;
    }

    public long plisIn() {
        return plisIn;
    }

    public long plisOut() {
        return plisOut;
    }

    /** Key frames that began to arrive. */
    public long keyFrames() {
        return keyFrames;
    }

    /** Transport-wide feedback messages and bandwidth estimates of subscribers. */
    public long feedbackIn() {
        return feedbackIn;
    }

    /** Transport-wide feedback messages to publishers. */
    public long feedbackOut() {
        return feedbackOut;
    }

    public long drops(DropReason reason) {
        return cell(reason)[0];
    }

    private long[] cell(DropReason reason) {
        return Objects.requireNonNull(drops.get(reason), "every reason has a cell");
    }
}
