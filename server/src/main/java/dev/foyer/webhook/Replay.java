package dev.foyer.webhook;

import dev.foyer.kernel.WorkspaceId;

/**
 * A run of deliveries once more. Times are epoch milliseconds.
 *
 * @param filters what was asked for, as JSON
 * @param completedAt when the last delivery was finished; 0 before
 */
record Replay(
        String id,
        WorkspaceId workspaceId,
        String filters,
        int total,
        long startedAt,
        int delivered,
        int failed,
        long completedAt) {
    boolean running() {
        return delivered + failed < total;
    }

    /** The words of the 100ms documentation. */
    String status() {
        if (running()) {
            return "Running";
        }
        if (failed == 0) {
            return "completed";
        }
        return delivered == 0 ? "failed" : "completed_with_failures";
    }
}
