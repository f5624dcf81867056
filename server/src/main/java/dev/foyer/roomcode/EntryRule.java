package dev.foyer.roomcode;

import dev.foyer.kernel.Refusal;
import dev.foyer.room.Room;
import tools.jackson.databind.node.ObjectNode;

/**
 * A condition on coming in. Rules are asked in order, twice: when a code is traded for a token and, because much may change
 * in between, at every {@code /init} and every socket of that token. They refuse by throwing a {@link dev.foyer.kernel.Refusal}.
 */
public interface EntryRule {
    /** May add claims to the token; {@link #admit} gets them back, signed. */
    void exchange(Entry entry, ObjectNode claims);

    /** @param claims of a verified token, also one that a customer signed without any code. Not to be changed */
    void admit(ObjectNode claims, Room room);

    /** Whether an admitted token may only take up the place of a peer that is inside. Asked after {@link #admit}. */
    default boolean onlyBack(ObjectNode claims, Room room) {
        return false;
    }

    /** A code was traded for a token. Must be quick. */
    default void exchanged(Entry entry) {}

    /** A code that exists was not traded for a token. Must be quick. */
    default void refused(RoomCode code, Refusal why) {}
}
