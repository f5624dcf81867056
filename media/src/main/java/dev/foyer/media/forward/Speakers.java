package dev.foyer.media.forward;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who speaks in the room, worked out in fixed intervals and told when it changed. */
final class Speakers {
    static final long INTERVAL_NANOS = 400_000_000;

    private static final int STEP = 10;

    private List<SpeakerLevel> told = List.of();
    private @Nullable List<SpeakerLevel> news;
    private long next = Long.MIN_VALUE;

    /** Evaluates when the interval has passed. */
    void evaluate(long nowNanos, Iterable<Channel> channels) {
        if (nowNanos < next) {
            return;
        }
        next = nowNanos + INTERVAL_NANOS;
        List<SpeakerLevel> now = new ArrayList<>();
        for (Channel channel : channels) {
            Source source = channel.source;
            if (source != null && !source.isVideo()) {
                source.loudness.evaluate();
                if (source.loudness.isSpeaking()) {
                    now.add(new SpeakerLevel(source.publisher.id, channel.trackId, source.loudness.level()));
                }
            }
        }
        // By coarse level, so that two about equally loud do not change places all the time.
        now.sort(
                Comparator.comparingInt((SpeakerLevel s) -> -(s.level() / STEP)).thenComparing(SpeakerLevel::trackId));
        if (differs(now)) {
            told = List.copyOf(now);
            news = told;
        }
    }

    private boolean differs(List<SpeakerLevel> now) {
        if (now.size() != told.size()) {
            return true;
        }
        for (int i = 0; i < now.size(); i++) {
            SpeakerLevel a = now.get(i);
            SpeakerLevel b = told.get(i);
            if (a.connection() != b.connection()
                    || !a.trackId().equals(b.trackId())
                    || Math.abs(a.level() - b.level()) >= STEP) {
                return true;
            }
        }
        return false;
    }

    long nextDue() {
        return next;
    }

    @Nullable
    List<SpeakerLevel> take() {
        List<SpeakerLevel> taken = news;
        news = null;
        return taken;
    }
}
