package dev.foyer.signalling;

import dev.foyer.session.Effect;

/** Hears the facts of live rooms: sessions and peers coming and going, rooms being locked. Must not block. */
@FunctionalInterface
public interface RoomListener {
    /** {@code fact} is neither a frame nor a media command. */
    void happened(String roomId, Effect fact);
}
