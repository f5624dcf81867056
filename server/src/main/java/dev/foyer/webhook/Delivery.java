package dev.foyer.webhook;

import dev.foyer.kernel.WorkspaceId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One event on its way to one endpoint. Times are epoch milliseconds.
 *
 * @param replayId null when it is told for the first time
 * @param attempts how many were made
 * @param url where it went last, or was to go when it was made
 * @param error why it is not delivered; empty when it is or was not tried
 * @param createdAt its time of trying counts from here
 * @param data of the event; null when it is too old to be kept
 */
record Delivery(
        String id,
        String eventId,
        WorkspaceId workspaceId,
        String roomId,
        String type,
        Schedule.Lane lane,
        @Nullable String replayId,
        State state,
        int attempts,
        long nextAt,
        String url,
        String error,
        long occurredAt,
        long createdAt,
        @Nullable ObjectNode data) {
    /** Where it stands. */
    enum State {
        PENDING,
        DELIVERED,
        /** Given up. */
        DEAD;

        String text() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
