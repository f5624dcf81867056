package dev.foyer.analytics;

import java.time.Instant;
import java.util.List;

/** Keeps events. */
public interface EventStore {
    /** All or none; with a delivery for each that has an endpoint. Events that are already there are left alone. */
    void append(List<Event> events);

    /** The greatest position in use; 0 when there is none. */
    long lastPosition();

    /** Newest first: positions below {@code before}, at most {@code limit}. */
    List<Event> list(EventQuery query, long before, int limit);

    /** How many there are up to a position. */
    long count(EventQuery query, long upTo);

    /** The openings of sessions since then whose end is missing, each with the time of the last event of its session. */
    List<Unclosed> unclosed(Instant since);

    /** A session whose end was never told. */
    record Unclosed(Event opening, Instant lastAt) {}

    /** Deletes up to {@code most} events that are older; how many it were. */
    int deleteBefore(Instant time, int most);
}
