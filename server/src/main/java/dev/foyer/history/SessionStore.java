package dev.foyer.history;

import dev.foyer.kernel.PageRequest;
import dev.foyer.kernel.SessionId;
import dev.foyer.kernel.WorkspaceId;
import java.util.List;
import java.util.Optional;

/** Where the record is kept. Times are epoch milliseconds. */
public interface SessionStore {
    /** Stores rows of one process, all or none. A session of an unknown room, and a stay in an unknown session, is left out. */
    void write(String owner, List<Row> rows);

    /** Notes that a process is alive; false when it was not known. */
    boolean beat(String owner, long startedAt, long now);

    /** The process has stopped and left nothing open. */
    void retire(String owner);

    /**
     * Closes what other processes have left open whose last heartbeat is before {@code oldest} or after {@code newest}. The
     * heartbeat is the end, unless something was written after it.
     *
     * @return the ids of the sessions
     */
    List<String> closeAbandoned(String self, long oldest, long newest);

    Optional<RecordedSession> find(WorkspaceId workspace, SessionId id);

    /** Newest first; one more than the limit when there are more. */
    List<RecordedSession> list(WorkspaceId workspace, SessionFilter filter, PageRequest page);
}
