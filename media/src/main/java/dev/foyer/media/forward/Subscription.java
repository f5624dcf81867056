package dev.foyer.media.forward;

import dev.foyer.media.stream.ExtensionIds;
import dev.foyer.media.stream.PacketView;
import dev.foyer.media.stream.RtpFormat;
import dev.foyer.media.stream.SendTrackConfig;
import dev.foyer.media.wire.PacketBuffer;
import dev.foyer.media.wire.RtcpWriter;
import dev.foyer.media.wire.Sequence;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/**
 * One track on its way to one subscriber: own SSRC, sequence numbers without gaps of our making, timestamps and VP8 picture
 * numbers that go on where they stopped.
 */
final class Subscription {
    private static final int MAX_TIMESTAMP_DRIFT_SECONDS = 10;

    final Link link;
    final Channel channel;
    final ResendLimit resends = new ResendLimit();
    private final SendMap map = new SendMap();
    private final Outbound outbound;
    private SendTrackConfig config;
    private byte[] mid;
    private boolean midNeeded = true;
    private boolean forwarding;
    private boolean starting = true;
    private boolean fresh = true;
    private boolean everSent;
    private long generation = -1;
    private long highestSource = -1;
    private long lastOut;
    private long lastTimestamp;
    private long lastSentNanos;
    private int lastPicture;
    private int lastTl0;
    private int rtxSequence;
    private long packets;
    private long octets;
    private long nextReport = Long.MAX_VALUE;

    Subscription(Link link, Channel channel, SendTrackConfig config, Outbound outbound, RandomGenerator random) {
        this.link = link;
        this.channel = channel;
        this.config = config;
        this.outbound = outbound;
        mid = config.mid().getBytes(StandardCharsets.UTF_8);
        // Below 2^15, so that a lost first packet cannot hide a wrap from SRTP (RFC 3711 §3.3.1).
        lastOut = Sequence.FIRST_CYCLE | random.nextInt(0x8000);
        lastTimestamp = random.nextInt() & 0xFFFF_FFFFL;
        rtxSequence = random.nextInt(0x8000);
    }

    /**
     * Offers the packet that the composer has loaded. True when forwarding started with it: packets of the source that came
     * earlier but follow in order are then to be offered as well.
     */
    boolean offer(long nowNanos, Source source, PacketView view) {
        if (!forwarding) {
            outbound.counters().drop(DropReason.PAUSED);
            return false;
        }
        boolean begun = false;
        if (starting || generation != source.generation()) {
            if (!outbound.isReady(link)) {
                outbound.counters().drop(DropReason.EGRESS);
                return false;
            }
            if (!canBegin(source, view)) {
                outbound.counters().drop(DropReason.WAITING_KEY_FRAME);
                return false;
            }
            begin(nowNanos, source, view);
            begun = true;
        }
        int span = map.bySource(view.sequence());
        if (span < 0) {
            outbound.counters().drop(DropReason.BEFORE_START);
        } else if (view.isPaddingOnly() && view.sequence() > highestSource) {
            map.skip(view.sequence());
            highestSource = view.sequence();
            outbound.counters().drop(DropReason.PADDING);
        } else {
            send(nowNanos, view, span);
        }
        return begun;
    }

    private boolean canBegin(Source source, PacketView view) {
        if (view.isPaddingOnly() || !view.isStart(source.isVideo())) {
            if (generation != source.generation() && source.isVideo()) {
                source.keyFrames.request();
            }
            return false;
        }
        return generation != source.generation() || view.sequence() > highestSource;
    }

    private void begin(long nowNanos, Source source, PacketView view) {
        long timestampOffset = timestampOffset(nowNanos, source, view);
        if (generation != source.generation()) {
            map.clear();
            generation = source.generation();
        }
        int picture = 0;
        int tl0 = 0;
        if (everSent && view.hasVp8()) {
            picture = lastPicture + 1 - view.vp8().pictureId();
            tl0 = lastTl0 + 1 - view.vp8().tl0();
        }
        map.begin(view.sequence(), lastOut + 1, timestampOffset, picture, tl0, highestSource);
        highestSource = view.sequence() - 1;
        starting = false;
    }

    private long timestampOffset(long nowNanos, Source source, PacketView view) {
        if (!everSent) {
            return lastTimestamp - view.timestamp();
        }
        int clock = source.format().codec().clockRate();
        long expected = lastTimestamp + Math.max(1, Math.round((nowNanos - lastSentNanos) * (clock / 1e9)));
        if (generation == source.generation() && map.newest() >= 0) {
            // The source's own clock went on during the pause; keeping to it keeps audio and video together.
            long kept = map.timestampOffset(map.newest());
            int drift = Sequence.timestampDistance(expected, view.timestamp() + kept);
            if (Math.abs((long) drift) < (long) MAX_TIMESTAMP_DRIFT_SECONDS * clock) {
                return kept;
            }
        }
        return expected - view.timestamp();
    }

    private void send(long nowNanos, PacketView view, int span) {
        long out = view.sequence() + map.offset(span);
        PacketBuffer packet = outbound.composer()
                .compose(this, span, out, config.ssrc(), format().payloadType(), -1, link.transportSequence());
        if (outbound.send(link, packet)) {
            packets++;
            octets += view.payloadLength();
        }
        if (out > lastOut) {
            lastOut = out;
            highestSource = view.sequence();
            lastTimestamp = view.timestamp() + map.timestampOffset(span) & 0xFFFF_FFFFL;
            lastSentNanos = nowNanos;
            notePicture(view, span);
        }
        if (!everSent) {
            everSent = true;
            nextReport = nowNanos;
        }
    }

    private void notePicture(PacketView view, int span) {
        if (view.hasVp8()) {
            lastPicture = view.vp8().pictureId() + map.pictureOffset(span)
                    & view.vp8().pictureIdMask();
            lastTl0 = view.vp8().tl0() + map.tl0Offset(span) & 0xFF;
        }
    }

    /** The source's number of a packet that went out, or -1; the 16 bits are as the subscriber knows them. */
    long sourceOf(int sequence) {
        long out = Sequence.extend(lastOut, sequence);
        int span = everSent && out <= lastOut ? map.byOut(out) : -1;
        return span < 0 ? -1 : out - map.offset(span);
    }

    /** Sends the packet that the composer has loaded once more, on the RTX stream when there is one. */
    boolean resend(PacketView view) {
        int span = map.bySource(view.sequence());
        if (span < 0) {
            return false;
        }
        long out = view.sequence() + map.offset(span);
        PacketBuffer packet;
        if (config.hasRtx() && !view.isPaddingOnly()) {
            int original = Sequence.low(out);
            rtxSequence = Sequence.next(rtxSequence);
            packet = outbound.composer()
                    .compose(
                            this,
                            span,
                            rtxSequence,
                            config.rtxSsrc(),
                            format().rtxPayloadType(),
                            original,
                            link.transportSequence());
        } else {
            packet = outbound.composer()
                    .compose(this, span, out, config.ssrc(), format().payloadType(), -1, link.transportSequence());
        }
        return outbound.send(link, packet);
    }

    /** Writes a sender report when one is due and the publisher's clock is known. */
    boolean report(long nowNanos, Source source, RtcpWriter writer) {
        if (nowNanos < nextReport) {
            return false;
        }
        nextReport = nowNanos + Link.REPORT_NANOS;
        if (!forwarding || starting || generation != source.generation() || !source.reception.hasSenderReport()) {
            return false;
        }
        long timestamp = source.reception.timestampAt(nowNanos) + map.timestampOffset(map.newest());
        writer.reset();
        writer.senderReport(config.ssrc(), source.reception.ntpAt(nowNanos), timestamp, packets, octets);
        writer.cname(config.ssrc(), config.cname());
        return true;
    }

    long nextReport() {
        return nextReport;
    }

    /** The subscriber reported on our SSRC, so it has bound it to its section: the mid need not travel any more. */
    void acknowledged() {
        midNeeded = false;
    }

    void forwarding(boolean on) {
        if (on && !forwarding) {
            starting = true;
        }
        forwarding = on;
    }

    /** Wants packets and has not got any since it began to want them. */
    boolean isStarting() {
        return forwarding && starting;
    }

    /** True the first time. */
    boolean takeFresh() {
        boolean taken = fresh;
        fresh = false;
        return taken;
    }

    boolean isForwarding() {
        return forwarding;
    }

    void update(SendTrackConfig changed) {
        midNeeded |= !changed.mid().equals(config.mid());
        config = changed;
        mid = changed.mid().getBytes(StandardCharsets.UTF_8);
    }

    /** Whether what was sent last carries the current numbering of {@code source}. */
    boolean isOf(Source source) {
        return generation == source.generation();
    }

    SendTrackConfig config() {
        return config;
    }

    RtpFormat format() {
        return config.format();
    }

    ExtensionIds extensions() {
        return config.format().extensions();
    }

    byte[] mid() {
        return mid;
    }

    boolean isMidNeeded() {
        return midNeeded;
    }

    SendMap map() {
        return map;
    }
}
