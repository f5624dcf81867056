package dev.foyer.webhook;

import dev.foyer.kernel.WorkspaceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries are wanted, by when their events happened.
 *
 * @param from epoch milliseconds, inclusive
 * @param to epoch milliseconds, inclusive
 * @param types names of events; empty for all
 */
record LogQuery(
        WorkspaceId workspace, long from, long to, @Nullable String roomId, List<String> types, Status status) {
    LogQuery {
        types = List.copyOf(types);
    }

    /** How it stands with them. */
    enum Status {
        ALL,
        /** Given up, or tried and still not taken. */
        FAILED,
        SUCCESS
    }
}
