package dev.foyer.roomcode;

import dev.foyer.kernel.RoomId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Keeps room codes; the code itself is stored only as a keyed hash and sealed. */
public interface RoomCodeStore {
    /** By the letters, exactly as they were made. */
    Optional<RoomCode> findByCode(String code);

    /** All codes of a room, oldest first. A room has at most a hundred. */
    List<RoomCode> ofRoom(RoomId room);

    /** Runs {@code work} in one transaction that no other writer of the room's codes overlaps. */
    <T> T write(RoomId room, Function<Writer, T> work);

    /** What a transaction may do. */
    interface Writer {
        /** All codes of the room, oldest first. */
        List<RoomCode> all();

        /** False when some room already uses these letters; nothing was stored then. */
        boolean insert(RoomCode code);

        /** Stores {@code enabled} and {@code updatedAt}. */
        void update(RoomCode code);
    }
}
