package dev.foyer.media.forward;

import dev.foyer.media.stream.PacketView;
import dev.foyer.media.wire.PacketBuffer;

/** Offers each accepted packet to everyone who wants its track. */
final class FanOut {
    private final Outbound outbound;
    private final PacketView view = new PacketView();
    private final PacketView replayed = new PacketView();

    FanOut(Outbound outbound) {
        this.outbound = outbound;
    }

    /** Takes a packet into its source and sends it on. Returns when a sender report becomes due because of it. */
    long packet(long nowNanos, Source source, PacketBuffer plain, boolean recovered) {
        if (!source.accept(nowNanos, plain, recovered, view)) {
            return Long.MAX_VALUE;
        }
        if (recovered) {
            outbound.counters().recovered++;
        }
        long due = Long.MAX_VALUE;
        outbound.composer().load(nowNanos, view);
        for (Subscription subscription : source.channel.subscriptions) {
            if (subscription.offer(nowNanos, source, view)) {
                due = Math.min(due, subscription.nextReport());
                if (view.sequence() < source.reception.highest()) {
                    replay(nowNanos, source, subscription, view.sequence() + 1);
                    outbound.composer().load(nowNanos, view);
                }
            }
        }
        return due;
    }

    /** Offers what is in the history already: the rest of a key frame whose first packet came late, or all since a key frame. */
    void replay(long nowNanos, Source source, Subscription subscription, long from) {
        for (long s = from; s <= source.reception.highest(); s++) {
            PacketBuffer stored = source.history.find(s);
            if (stored != null) {
                replayed.parse(stored, s, source.format());
                outbound.composer().load(nowNanos, replayed);
                subscription.offer(nowNanos, source, replayed);
            }
        }
    }
}
