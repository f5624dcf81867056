package dev.foyer.roomcode;

import dev.foyer.kernel.RoomCodeId;
import dev.foyer.kernel.RoomId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keeps room codes; the code itself is stored only as a keyed hash and sealed. */
public interface RoomCodeStore {
    /** By any of these spellings, exactly as they were made. */
    Optional<RoomCode> findByCode(Collection<String> spellings);

    Optional<RoomCode> find(RoomCodeId id);

    /** The codes of a room that are for no single person, oldest first. */
    List<RoomCode> ofRoom(RoomId room);

    /** All codes of a room, oldest first, one more than the limit when another page follows. */
    List<RoomCode> list(RoomId room, Filter filter, @Nullable String start, int limit);

    /** Runs {@code work} in one transaction that no other writer of the room's codes overlaps. */
    <T> T write(RoomId room, Function<Writer, T> work);

    /**
     * Which codes of a room.
     *
     * @param enabled at the moment {@code now}
     */
    record Filter(@Nullable String role, @Nullable Boolean enabled, Instant now) {}

    /** What a transaction may do. */
    interface Writer {
        /** The codes of the room that are for no single person, oldest first. */
        List<RoomCode> shared();

        /** How many codes of the room are for single persons, retired ones not among them. */
        int personal();

        Optional<RoomCode> find(RoomCodeId id);

        /** Stores new codes; those come back whose letters some code already has: they were not stored. */
        List<RoomCode> insert(List<RoomCode> codes);

        /** Stores {@code enabled}, policy, retirement and {@code updatedAt}. */
        void update(RoomCode code);

        /** Disables the enabled codes of every other role. */
        void disableExcept(Collection<String> roles, Instant now);

        /** Removes codes that retired before then. */
        void forgetRetired(Instant before);
    }
}
