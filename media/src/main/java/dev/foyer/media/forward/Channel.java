package dev.foyer.media.forward;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A track by name: the source it comes from, when there is one, and who wants it. */
final class Channel {
    private static final Subscription[] NONE = {};

    final String trackId;
    /** Replaced, never changed, so that a loop over it survives. */
    Subscription[] subscriptions = NONE;

    @Nullable
    Source source;

    private long generation;

    Channel(String trackId) {
        this.trackId = trackId;
    }

    long nextGeneration() {
        return ++generation;
    }

    void add(Subscription subscription) {
        subscriptions = Arrays.copyOf(subscriptions, subscriptions.length + 1);
        subscriptions[subscriptions.length - 1] = subscription;
    }

    void remove(Subscription subscription) {
        subscriptions =
                Arrays.stream(subscriptions).filter(s -> s != subscription).toArray(Subscription[]::new);
    }

    @Nullable
    Subscription find(Link link) {
        for (Subscription subscription : subscriptions) {
            if (subscription.link == link) {
                return subscription;
            }
        }
        return null;
    }

    boolean isUnused() {
        return source == null && subscriptions.length == 0;
    }
}
