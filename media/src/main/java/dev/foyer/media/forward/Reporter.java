package dev.foyer.media.forward;

import dev.foyer.media.stream.GapTracker;
import dev.foyer.media.wire.PacketBuffer;
import dev.foyer.media.wire.RtcpWriter;
import java.util.List;

/**
 * RTCP that the router sends of its own accord: to publishers what is missing, key frames wanted, arrival times, reception
 * reports and the bit rate cap; to subscribers sender reports.
 */
final class Reporter {
    static final String CNAME = "foyer";

    private static final int NACK_BATCH = 128;
    private static final int MAX_BLOCKS = 31;
    private static final int AUDIO_KBPS = 128;

    private final Egress egress;
    private final Counters counters;
    private final long ssrc;
    private final RtcpWriter writer = new RtcpWriter(PacketBuffer.onHeap());
    private final long[] batch = new long[NACK_BATCH];

    Reporter(Egress egress, Counters counters, long ssrc) {
        this.egress = egress;
        this.counters = counters;
        this.ssrc = ssrc;
    }

    /** Sends what is due for one source; returns when it wants to be called again. */
    long serve(long nowNanos, Source source) {
        GapTracker gaps = source.gaps;
        if (source.ssrc() < 0) {
            return Long.MAX_VALUE;
        }
        if (!gaps.isEmpty()) {
            int count = gaps.collect(nowNanos, batch);
            if (count > 0) {
                writer.reset();
                writer.nack(ssrc, source.ssrc(), batch, count);
                send(source.publisher);
                counters.nacksOut += count;
            }
        }
        if (source.keyFrames.take(nowNanos)) {
            writer.reset();
            writer.pli(ssrc, source.ssrc());
            send(source.publisher);
            counters.plisOut++;
        }
        return Math.min(gaps.nextDue(), source.keyFrames.nextDue());
    }

    /** Transport-wide feedback when it is due. */
    void arrivals(long nowNanos, Link link) {
        if (!link.arrivals.isDue(nowNanos)) {
            return;
        }
        // The media SSRC only has to be one of the connection's.
        long media =
                link.sources.isEmpty() ? 0 : Math.max(0, link.sources.getFirst().ssrc());
        writer.reset();
        while (link.arrivals.write(writer, ssrc, media)) {
            send(link);
            counters.feedbackOut++;
            writer.reset();
        }
    }

    /** Reception reports, CNAME and cap, once a second. */
    void reports(long nowNanos, Link link) {
        if (nowNanos < link.nextReport || link.sources.isEmpty()) {
            return;
        }
        link.nextReport = nowNanos + Link.REPORT_NANOS;
        writer.reset();
        writer.beginReceiverReport(ssrc);
        int blocks = 0;
        for (Source source : link.sources) {
            if (source.reception.isStarted() && blocks++ < MAX_BLOCKS) {
                source.reception.report(nowNanos, source.ssrc(), writer);
            }
        }
        writer.endReport();
        writer.cname(ssrc, CNAME);
        if (blocks > 0) {
            cap(link.sources);
            send(link);
        }
    }

    /** A subscription's sender report, when it is due. */
    void senderReport(long nowNanos, Subscription subscription, Source source) {
        if (subscription.report(nowNanos, source, writer)) {
            send(subscription.link);
        }
    }

    /** The sum of the caps, unless a video track has none. */
    private void cap(List<Source> sources) {
        long kbps = 0;
        int count = 0;
        boolean video = false;
        for (Source source : sources) {
            int max = source.config().maxKbps();
            if (source.isVideo() && max <= 0) {
                return;
            }
            video |= source.isVideo();
            kbps += max > 0 ? max : AUDIO_KBPS;
            if (source.ssrc() >= 0 && count < MAX_BLOCKS) {
                batch[count++] = source.ssrc();
            }
        }
        if (video) {
            writer.remb(ssrc, kbps * 1000, batch, count);
        }
    }

    private void send(Link link) {
        egress.rtcp(link.id, writer.packet());
    }
}
