package dev.foyer.media.forward;

import dev.foyer.media.stream.GapTracker;
import dev.foyer.media.stream.KeyFrameRequests;
import dev.foyer.media.stream.Loudness;
import dev.foyer.media.stream.PacketHistory;
import dev.foyer.media.stream.PacketView;
import dev.foyer.media.stream.ReceiveTrackConfig;
import dev.foyer.media.stream.Reception;
import dev.foyer.media.stream.RtpFormat;
import dev.foyer.media.stream.SlotPool;
import dev.foyer.media.wire.PacketBuffer;
import dev.foyer.media.wire.Rtp;
import java.nio.charset.StandardCharsets;

/** The stream of a published track that is forwarded, from one SSRC of its publisher. */
final class Source {
    private static final int VIDEO_HISTORY = 512;
    private static final int AUDIO_HISTORY = 128;
    private static final long IDLE_NANOS = 1_000_000_000;

    final Route primary = new Route(this, Route.Kind.PRIMARY);
    final Route rtx = new Route(this, Route.Kind.RTX);
    final Route alternative = new Route(this, Route.Kind.ALTERNATIVE);
    final Link publisher;
    final Channel channel;
    final Reception reception;
    final GapTracker gaps = new GapTracker();
    final KeyFrameRequests keyFrames = new KeyFrameRequests();
    final Loudness loudness = new Loudness();
    final PacketHistory history;
    private final Counters counters;
    private final boolean video;
    private final long ssrc;
    private ReceiveTrackConfig config;
    private byte[] mid;
    private long generation;
    private long lastArrival = Long.MIN_VALUE;
    private long keyFrame = -1;
    private long keyFrameArrival;

    /** {@code ssrc}: -1 while no packet told it. */
    Source(Link publisher, Channel channel, ReceiveTrackConfig config, long ssrc, SlotPool pool, Counters counters) {
        this.publisher = publisher;
        this.channel = channel;
        this.config = config;
        this.ssrc = ssrc;
        this.counters = counters;
        video = config.isVideo();
        mid = config.mid().getBytes(StandardCharsets.UTF_8);
        reception = new Reception(config.format().codec().clockRate());
        history = new PacketHistory(pool, video ? VIDEO_HISTORY : AUDIO_HISTORY);
        generation = channel.nextGeneration();
    }

    /** Takes a packet that is plainly of this stream: numbers, deduplicates, stores and parses it. False when it is dropped. */
    boolean accept(long nowNanos, PacketBuffer packet, boolean recovered, PacketView view) {
        boolean started = reception.isStarted();
        long before = reception.highest();
        long sequence = reception.extend(Rtp.sequence(packet), recovered);
        if (sequence < 0) {
            counters.drop(DropReason.TOO_OLD);
            return false;
        }
        if (reception.restarted()) {
            generation = channel.nextGeneration();
            keyFrame = -1;
            gaps.clear();
        } else if (started && sequence > before + 1) {
            noteGap(nowNanos, before + 1, sequence);
        }
        if (history.isKnown(sequence)) {
            boolean gone = sequence <= reception.highest() - history.capacity();
            counters.drop(gone ? DropReason.TOO_OLD : DropReason.DUPLICATE);
            return false;
        }
        if (sequence < before) {
            gaps.arrived(nowNanos, sequence);
        }
        lastArrival = nowNanos;
        reception.count(nowNanos, Rtp.timestamp(packet), recovered);
        history.store(sequence, packet);
        view.parse(packet, sequence, config.format());
        observe(nowNanos, view);
        return true;
    }

    private void noteGap(long nowNanos, long from, long to) {
        // NACK is negotiated for video only; an audio sender would be asked ten times and not answer.
        if (video && !gaps.missing(nowNanos, from, to)) {
            keyFrames.request();
        }
    }

    private void observe(long nowNanos, PacketView view) {
        if (!video) {
            if (view.audioLevel() >= 0) {
                loudness.packet(view.audioLevel());
            }
        } else if (view.isStart(true)) {
            counters.keyFrames++;
            keyFrames.satisfied();
            if (view.sequence() > keyFrame) {
                keyFrame = view.sequence();
                keyFrameArrival = nowNanos;
            }
        }
    }

    /**
     * The first packet of the last key frame, when somebody who starts now can be served from there: it is young, and it and
     * all that followed is in the history. Otherwise -1.
     */
    long replayableFrom(long nowNanos) {
        if (keyFrame < 0 || nowNanos - keyFrameArrival > KeyFrameRequests.WINDOW_NANOS) {
            return -1;
        }
        for (long sequence = keyFrame; sequence <= reception.highest(); sequence++) {
            if (history.find(sequence) == null) {
                return -1;
            }
        }
        return keyFrame;
    }

    /** Whether packets still come; another stream of the same track may take over when not. */
    boolean isActive(long nowNanos) {
        return lastArrival != Long.MIN_VALUE && nowNanos - lastArrival < IDLE_NANOS;
    }

    void update(ReceiveTrackConfig changed) {
        config = changed;
        mid = changed.mid().getBytes(StandardCharsets.UTF_8);
    }

    ReceiveTrackConfig config() {
        return config;
    }

    RtpFormat format() {
        return config.format();
    }

    byte[] mid() {
        return mid;
    }

    boolean isVideo() {
        return video;
    }

    long ssrc() {
        return ssrc;
    }

    /** Changes whenever the numbering of packets begins anew. */
    long generation() {
        return generation;
    }
}
