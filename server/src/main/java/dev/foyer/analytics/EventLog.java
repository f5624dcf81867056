package dev.foyer.analytics;

import dev.foyer.database.WriteBehind;
import dev.foyer.kernel.RoomId;
import dev.foyer.room.Room;
import dev.foyer.room.Rooms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The way of facts into the database: in order, in batches, and never waited for by a room. */
public final class EventLog implements AutoCloseable {
    private static final int CAPACITY = 100_000;
    private static final int MICROS = 1000;
    private static final int MAX_USER_ID = 512;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final EventStore store;
    private final Rooms rooms;
    private final Listener listener;
    private final WriteBehind<Draft> queue;
    private long position;

    public EventLog(EventStore store, Rooms rooms, Listener listener) {
        this.store = store;
        this.rooms = rooms;
        this.listener = listener;
        this.position = store.lastPosition();
        this.queue = new WriteBehind<>("events", CAPACITY, PATIENCE, this::write);
    }

    void put(Draft draft) {
        queue.put(draft);
    }

    /** Waits until everything that happened before is in the database. */
    public boolean flush(Duration most) {
        return queue.flush(most);
    }

    @Override
    public void close() {
        queue.close();
    }

    private void write(List<Draft> drafts) {
        Map<String, Optional<Place>> places = new HashMap<>();
        List<Event> events = new ArrayList<>(drafts.size());
        for (Draft draft : drafts) {
            places.computeIfAbsent(draft.roomId(), this::place).ifPresent(place -> events.add(event(draft, place)));
        }
        store.append(events);
        listener.written(events);
    }

    /** What a room tells of itself; asked once a batch. */
    private record Place(Room room, Event.@Nullable Endpoint endpoint) {}

    private Optional<Place> place(String roomId) {
        return rooms.find(new RoomId(roomId)).map(room -> new Place(room, listener.endpoint(room)));
    }

    private Event event(Draft draft, Place place) {
        Room room = place.room();
        ObjectNode data = draft.data().deepCopy();
        data.put("room_id", draft.roomId());
        data.put("room_name", room.name());
        data.put("template_id", room.templateId().text());
        // Two events within a microsecond, or a clock that was set back, still get growing positions.
        position = Math.max(position + 1, draft.at() * MICROS);
        return new Event(
                position,
                draft.id(),
                room.workspaceId(),
                draft.roomId(),
                draft.sessionId(),
                draft.peerId(),
                cleaned(draft.userId()),
                draft.type(),
                draft.failed(),
                Instant.ofEpochMilli(draft.at()),
                data,
                draft.told() ? place.endpoint() : null);
    }

    /** Ids of people are what customers put into tokens; a column cannot hold everything. */
    private static String cleaned(String userId) {
        String clean = userId.replace("\u0000", "");
        return clean.length() <= MAX_USER_ID ? clean : clean.substring(0, MAX_USER_ID);
    }
}
