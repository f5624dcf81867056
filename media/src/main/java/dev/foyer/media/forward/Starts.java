package dev.foyer.media.forward;

/** How video begins for somebody: with a key frame of a moment ago if there is one, with a new one otherwise. */
final class Starts {
    /** Videos of one subscriber for which a key frame is asked for before they are wanted: about what a screen shows. */
    private static final int AHEAD = 12;

    private final Outbound outbound;
    private final FanOut fanOut;

    Starts(Outbound outbound, FanOut fanOut) {
        this.outbound = outbound;
        this.fanOut = fanOut;
    }

    /** Asks for a key frame while the subscriber is still connecting, so that a young one is there when it is ready. */
    static void prepare(Subscription subscription) {
        Source source = subscription.channel.source;
        if (source != null && source.isVideo() && subscription.link.subscriptions.size() <= AHEAD) {
            source.keyFrames.request();
        }
    }

    /** Begins what waits on a link. */
    void serve(long nowNanos, Link link) {
        if (!link.startDue) {
            return;
        }
        link.startDue = false;
        boolean ready = outbound.isReady(link);
        for (int i = 0; i < link.subscriptions.size(); i++) {
            Subscription subscription = link.subscriptions.get(i);
            Source source = subscription.channel.source;
            if (source != null && source.isVideo() && subscription.isStarting()) {
                begin(nowNanos, source, subscription, ready);
            }
        }
    }

    private void begin(long nowNanos, Source source, Subscription subscription, boolean ready) {
        long from = ready ? source.replayableFrom(nowNanos) : -1;
        if (from >= 0) {
            fanOut.replay(nowNanos, source, subscription, from);
        }
        // Also when the subscriber has had that key frame before a short pause, after which it cannot begin with it again.
        if (subscription.isStarting()) {
            source.keyFrames.request();
        }
    }
}
