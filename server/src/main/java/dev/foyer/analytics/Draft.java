package dev.foyer.analytics;

import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * A fact on its way to become an {@link Event}: what can be said without asking the database.
 *
 * @param at epoch milliseconds
 * @param data lacks what the room itself tells: its name and template
 * @param told whether customers' servers hear of it
 */
record Draft(
        String id,
        String roomId,
        String sessionId,
        String peerId,
        String userId,
        String type,
        boolean failed,
        long at,
        ObjectNode data,
        boolean told) {
    static String newId() {
        return UUID.randomUUID().toString();
    }
}
