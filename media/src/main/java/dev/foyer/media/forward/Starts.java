package dev.foyer.media.forward;

/** How video begins for somebody: with a key frame of a moment ago if there is one, with a new one otherwise. */
final class Starts {
    /** Tracks of one subscriber for whose sake key frames are asked for before they are wanted: about what a screen shows. */
    private static final int AHEAD = 12;

    private final Outbound outbound;
    private final FanOut fanOut;

    Starts(Outbound outbound, FanOut fanOut) {
        this.outbound = outbound;
        this.fanOut = fanOut;
    }

    /**
     * Begins what waits on a link. Key frames are asked for while the subscriber is still connecting or has not said what it
     * wants to see, so that young ones are there when it is ready.
     */
    void serve(long nowNanos, Link link) {
        if (!link.startDue) {
            return;
        }
        link.startDue = false;
        boolean ready = outbound.isReady(link);
        for (int i = 0; i < link.subscriptions.size(); i++) {
            Subscription subscription = link.subscriptions.get(i);
            Source source = subscription.channel.source;
            if (source == null || !source.isVideo()) {
                continue;
            }
            boolean fresh = subscription.takeFresh() && link.subscriptions.size() <= AHEAD;
            if (subscription.isStarting()) {
                begin(nowNanos, source, subscription, ready);
            } else if (fresh) {
                source.keyFrames.request();
            }
        }
    }

    private void begin(long nowNanos, Source source, Subscription subscription, boolean ready) {
        long from = ready ? source.replayableFrom(nowNanos) : -1;
        if (from >= 0) {
            fanOut.replay(nowNanos, source, subscription, from);
        }
        // Also when the subscriber has had that key frame before a short pause, after which it cannot begin with it
        // again.
        if (subscription.isStarting()) {
            source.keyFrames.request();
        }
    }
}
