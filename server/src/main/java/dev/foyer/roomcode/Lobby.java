package dev.foyer.roomcode;

import dev.foyer.kernel.RoomCodeId;
import dev.foyer.kernel.RoomId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * People who wait to be let in. Kept in memory: who waits asks again every few seconds, and after a restart begins to wait
 * anew. Safe for use by any thread.
 */
public final class Lobby {
    /** Who has not asked again for so long is gone. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /** So long a decision holds, as long as a token. */
    private static final Duration DECIDED = Duration.ofHours(24);
    /** Most people who wait for one room; further ones are told the same but are not on the list until there is a place. */
    static final int MAX_WAITING = 500;

    private static final int MAX_ENTRIES = 20_000;
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final InstantSource clock;
    private final Supplier<String> ids;
    private final Map<String, Waiting> entries = new LinkedHashMap<>();
    private Instant nextLook = Instant.EPOCH;

    /** @param ids unguessable, because who knows an entry may come in by it once it is admitted */
    public Lobby(InstantSource clock, Supplier<String> ids) {
        this.clock = clock;
        this.ids = ids;
    }

    /** What was decided. */
    public enum State {
        WAITING,
        ADMITTED,
        DENIED
    }

    /**
     * Somebody before the door.
     *
     * @param device keyed hash; null when the client named none
     * @param name as the person gave it, or of the code's subject; empty when neither is known
     */
    public record Waiting(
            String id,
            RoomId room,
            RoomCodeId code,
            String role,
            @Nullable String device,
            String userId,
            String name,
            State state,
            Instant since,
            Instant seen) {
        Waiting at(State decided, Instant now) {
            return new Waiting(id, room, code, role, device, userId, name, decided, since, now);
        }
    }

    /**
     * Somebody asks to come in, for the first time or again.
     *
     * @param entry the id that was given to them before; null when they have none
     * @return where they stand; empty when too many wait already
     */
    synchronized Optional<Waiting> ask(Entry who, @Nullable String entry, @Nullable String device, String name) {
        Instant now = clock.instant();
        forget(now);
        RoomCode code = who.code();
        Waiting known = known(code, entry, device);
        if (known != null) {
            Waiting seen = known.at(known.state(), now);
            entries.put(seen.id(), seen);
            return Optional.of(seen);
        }
        if (entries.size() >= MAX_ENTRIES || waiting(code.roomId()).size() >= MAX_WAITING) {
            return Optional.empty();
        }
        Waiting fresh = new Waiting(
                ids.get(), code.roomId(), code.id(), code.role(), device, who.userId(), name, State.WAITING, now, now);
        entries.put(fresh.id(), fresh);
        return Optional.of(fresh);
    }

    /** Who waits before a room, first come first. */
    public synchronized List<Waiting> waiting(RoomId room) {
        forget(clock.instant());
        return new ArrayList<>(entries.values().stream()
                .filter(entry -> entry.room().equals(room) && entry.state() == State.WAITING)
                .toList());
    }

    /** Lets somebody in or not; a decision can be changed. Empty when nobody of that id stands before the room. */
    public synchronized Optional<Waiting> decide(RoomId room, String id, boolean admit) {
        Instant now = clock.instant();
        forget(now);
        Waiting entry = entries.get(id);
        if (entry == null || !entry.room().equals(room)) {
            return Optional.empty();
        }
        Waiting decided = entry.at(admit ? State.ADMITTED : State.DENIED, now);
        entries.put(id, decided);
        return Optional.of(decided);
    }

    private @Nullable Waiting known(RoomCode code, @Nullable String entry, @Nullable String device) {
        Waiting named = entry == null ? null : entries.get(entry);
        if (named != null && named.code().equals(code.id())) {
            return named;
        }
        return device == null
                ? null
                : entries.values().stream()
                        .filter(other -> other.code().equals(code.id()) && device.equals(other.device()))
                        .findFirst()
                        .orElse(null);
    }

    private void forget(Instant now) {
        if (now.isBefore(nextLook)) {
            return;
        }
        nextLook = now.plus(LOOK);
        Iterator<Waiting> all = entries.values().iterator();
        while (all.hasNext()) {
            Waiting entry = all.next();
            Duration keep = entry.state() == State.WAITING ? PATIENCE : DECIDED;
            if (!now.isBefore(entry.seen().plus(keep))) {
                all.remove();
            }
        }
    }
}
