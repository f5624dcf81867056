package dev.foyer.roomcode;

import dev.foyer.kernel.RoomCodeId;
import dev.foyer.kernel.RoomId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who is in which live room by which code, told by the facts of live rooms. Kept in memory only: live rooms are, too, so
 * nobody is inside after a start. Safe for use by any thread.
 */
public final class PeopleInside {
    private final Map<String, Map<String, Seat>> rooms = new ConcurrentHashMap<>();

    /**
     * How somebody came in.
     *
     * @param entry id of the exchange; equal only for the same token
     * @param holder equal for the same use of the code
     */
    public record Seat(String code, String entry, String holder) {}

    /** A session begins with nobody in it, also when the one before ended without a word. */
    public void started(String room) {
        rooms.remove(room);
    }

    public void joined(String room, String peer, Seat seat) {
        rooms.computeIfAbsent(room, id -> new ConcurrentHashMap<>()).put(peer, seat);
    }

    public void left(String room, String peer) {
        rooms.computeIfPresent(room, (id, peers) -> {
            peers.remove(peer);
            return peers.isEmpty() ? null : peers;
        });
    }

    /** Whether somebody is in the room by this very token. */
    boolean holds(RoomId room, String entry) {
        return peers(room).values().stream().anyMatch(seat -> seat.entry().equals(entry));
    }

    /** How many people are in the room by this code, those not counted who hold the same use of it. */
    long others(RoomId room, RoomCodeId code, String holder) {
        return peers(room).values().stream()
                .filter(seat ->
                        seat.code().equals(code.text()) && !seat.holder().equals(holder))
                .count();
    }

    private Map<String, Seat> peers(RoomId room) {
        return rooms.getOrDefault(room.text(), Map.of());
    }
}
