package dev.foyer.room;

/** Hears of a room after it was written. */
@FunctionalInterface
public interface RoomChangeListener {
    void changed(Room room);
}
