package dev.foyer.room;

import dev.foyer.kernel.PageRequest;
import dev.foyer.kernel.RoomId;
import dev.foyer.kernel.WorkspaceId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Keeps rooms. */
public interface RoomStore {
    Optional<Room> find(RoomId id);

    /** Without regard to case. */
    Optional<Room> findByName(WorkspaceId workspace, String name);

    /** Newest first, one more than the limit when another page follows. */
    List<Room> list(WorkspaceId workspace, RoomFilter filter, PageRequest page);

    /** Runs {@code work} in one transaction that no other writer of the workspace's rooms overlaps. */
    <T> T write(WorkspaceId workspace, Function<Writer, T> work);

    /** What a transaction may do. */
    interface Writer {
        Optional<Room> find(RoomId id);

        Optional<Room> findByName(String name);

        /** Inserts or replaces by id. */
        void save(Room room);
    }
}
