package dev.foyer.analytics;

import dev.foyer.room.Room;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whoever passes events on. Called on the thread that writes events. */
public interface Listener {
    /** Nobody is told anything. */
    Listener NONE = new Listener() {
        @Override
        public Event.@Nullable Endpoint endpoint(Room room) {
            return null;
        }

        @Override
        public void written(List<Event> events) {}
    };

    /** Who is told of the events of a room; null for nobody. */
    Event.@Nullable Endpoint endpoint(Room room);

    /** These are in the database now, with a delivery for each that has an endpoint. */
    void written(List<Event> events);
}
