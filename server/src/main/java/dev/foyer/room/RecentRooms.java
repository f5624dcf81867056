package dev.foyer.room;

import dev.foyer.kernel.PageRequest;
import dev.foyer.kernel.Recent;
import dev.foyer.kernel.RoomId;
import dev.foyer.kernel.WorkspaceId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Rooms by id out of memory when they were read a moment ago: every join asks for one. */
public final class RecentRooms implements RoomStore {
    private final RoomStore store;
    private final Recent<RoomId, Room> recent;

    public RecentRooms(RoomStore store, InstantSource clock) {
        this.store = store;
        this.recent = new Recent<>(clock);
    }

    @Override
    public Optional<Room> find(RoomId id) {
        return recent.get(id, store::find);
    }

    @Override
    public Optional<Room> findByName(WorkspaceId workspace, String name) {
        return store.findByName(workspace, name);
    }

    @Override
    public List<Room> list(WorkspaceId workspace, RoomFilter filter, PageRequest page) {
        return store.list(workspace, filter, page);
    }

    @Override
    public <T> T write(WorkspaceId workspace, Function<Writer, T> work) {
        try {
            return store.write(workspace, work);
        } finally {
            recent.forgetAll();
        }
    }
}
