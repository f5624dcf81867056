package dev.foyer.history;

import java.util.List;

/** A session with everybody's stays in the order of joining. */
public record RecordedSession(Row.Session session, List<Row.Join> joins) {
    public RecordedSession {
        joins = List.copyOf(joins);
    }
}
