package dev.foyer.analytics;

import dev.foyer.kernel.WorkspaceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One thing that happened in a room, as it is kept and told.
 *
 * @param position orders all events of this server
 * @param id a UUID, the same however often and to whom it is told
 * @param sessionId empty when there was no session
 * @param peerId empty when it is nobody's
 * @param failed whether it tells of an error
 * @param data the member {@code data} of the envelope. Not to be changed
 * @param endpoint which customer's server is to be told; null for none
 */
public record Event(
        long position,
        String id,
        WorkspaceId workspaceId,
        String roomId,
        String sessionId,
        String peerId,
        String userId,
        String type,
        boolean failed,
        Instant at,
        ObjectNode data,
        @Nullable Endpoint endpoint) {
    /**
     * Where an event goes.
     *
     * @param key what fails together
     */
    public record Endpoint(String key, String url) {}
}
