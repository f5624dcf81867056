package dev.foyer.analytics;

import dev.foyer.kernel.WorkspaceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which events are wanted.
 *
 * @param types empty for all
 * @param onlyFailed true for events that tell of an error
 */
public record EventQuery(
        WorkspaceId workspace,
        String roomId,
        List<String> types,
        @Nullable String sessionId,
        @Nullable String peerId,
        @Nullable String userId,
        boolean onlyFailed) {
    public EventQuery {
        types = List.copyOf(types);
    }
}
