package dev.foyer.roomcode;

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
}
