package dev.foyer.webhook;

import dev.foyer.kernel.WorkspaceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what became of deliveries, and makes them again. Times are epoch milliseconds. */
interface DeliveryLogStore {
    /** Newest first. */
    List<Delivery> list(LogQuery query, int limit, long offset);

    long count(LogQuery query);

    /** The newest {@code most} attempts of each delivery, oldest first; deliveries without attempts are missing. */
    Map<String, List<Attempt>> attempts(List<String> deliveries, int most);

    /**
     * Makes finished first deliveries again, oldest first, {@code gapMillis} apart.
     *
     * @return the lanes that they are in
     */
    List<Schedule.Lane> replay(Replay replay, LogQuery query, int limit, int offset, long gapMillis);

    Optional<Replay> findReplay(WorkspaceId workspace, String id);

    /** The newest replay with these filters. */
    Optional<Replay> newestReplay(WorkspaceId workspace, String filters);

    /** Ids of the events whose deliveries failed in a replay, at most so many. */
    List<String> failedEvents(String replayId, int most);

    /** Deletes replays that were started before a time. */
    int deleteReplaysBefore(long startedBefore, int most);
}
