package dev.foyer.signalling;

import dev.foyer.session.Effect;
import java.util.List;

/** Hears the facts of live rooms: sessions and peers coming and going, rooms being locked. Must not block. */
@FunctionalInterface
public interface RoomListener {
    /** {@code fact} is neither a frame nor a media command. */
    void happened(String roomId, Effect fact);

    /** Tells several, in this order. */
    static RoomListener all(List<RoomListener> listeners) {
        List<RoomListener> kept = List.copyOf(listeners);
        return (roomId, fact) -> kept.forEach(listener -> listener.happened(roomId, fact));
    }
}
