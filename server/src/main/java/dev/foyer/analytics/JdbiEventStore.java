package dev.foyer.analytics;

import dev.foyer.kernel.Json;
import dev.foyer.kernel.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Events in SQL, and the deliveries that come with them: one transaction, so that neither is there without the other. */
public final class JdbiEventStore implements EventStore {
    private final Jdbi jdbi;

    public JdbiEventStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void append(List<Event> events) {
        if (events.isEmpty()) {
            return;
        }
        jdbi.useTransaction(handle -> {
            insertEvents(handle, events);
            List<Event> told =
                    events.stream().filter(event -> event.endpoint() != null).toList();
            if (!told.isEmpty()) {
                insertDeliveries(handle, told);
            }
        });
    }

    private static void insertEvents(Handle handle, List<Event> events) {
        PreparedBatch batch = handle.prepareBatch("""
                insert into event (position, id, workspace_id, room_id, session_id, peer_id, user_id, type, failed,
                    occurred_at, data)
                values (:position, :id, :workspace, :room, :session, :peer, :user, :type, :failed, :at, :data)
                on conflict (id) do nothing
                """);
        for (Event event : events) {
            batch.bind("position", event.position())
                    .bind("id", event.id())
                    .bind("workspace", event.workspaceId().text())
                    .bind("room", event.roomId())
                    .bind("session", event.sessionId())
                    .bind("peer", event.peerId())
                    .bind("user", event.userId())
                    .bind("type", event.type())
                    .bind("failed", event.failed())
                    .bind("at", event.at().toEpochMilli())
                    .bind("data", Json.write(event.data()))
                    .add();
        }
        batch.execute();
    }

    /** The delivery of an event has the event's id; replays have ids of their own. */
    private static void insertDeliveries(Handle handle, List<Event> events) {
        PreparedBatch batch = handle.prepareBatch("""
                insert into webhook_delivery (id, event_id, workspace_id, room_id, type, endpoint, lane, position, state,
                    attempts, next_at, url, occurred_at, created_at)
                values (:id, :id, :workspace, :room, :type, :endpoint, :room, :position, 'pending', 0, :at, :url, :at, :at)
                on conflict (id) do nothing
                """);
        for (Event event : events) {
            Event.@Nullable Endpoint endpoint = event.endpoint();
            if (endpoint != null) {
                batch.bind("id", event.id())
                        .bind("workspace", event.workspaceId().text())
                        .bind("room", event.roomId())
                        .bind("type", event.type())
                        .bind("endpoint", endpoint.key())
                        .bind("position", event.position())
                        .bind("url", endpoint.url())
                        .bind("at", event.at().toEpochMilli())
                        .add();
            }
        }
        batch.execute();
    }

    @Override
    public long lastPosition() {
        return jdbi.withHandle(handle -> handle.createQuery("select coalesce(max(position), 0) from event")
                .mapTo(Long.class)
                .one());
    }

    @Override
    public List<Event> list(EventQuery query, long before, int limit) {
        return jdbi.withHandle(
                handle -> matching(handle, query, "*", " and position < :before order by position desc limit :limit")
                        .bind("before", before)
                        .bind("limit", limit)
                        .map((row, context) -> read(row))
                        .list());
    }

    @Override
    public long count(EventQuery query, long upTo) {
        return jdbi.withHandle(handle -> matching(handle, query, "count(*)", " and position <= :upTo")
                .bind("upTo", upTo)
                .mapTo(Long.class)
                .one());
    }

    @Override
    public int deleteBefore(Instant time, int most) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        delete from event where position in
                            (select position from event where occurred_at < :time order by occurred_at limit :most)
                        """)
                .bind("time", time.toEpochMilli())
                .bind("most", most)
                .execute());
    }

    @Override
    public List<Unclosed> unclosed(Instant since) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select o.*, (select max(e.occurred_at) from event e
                            where e.workspace_id = o.workspace_id and e.room_id = o.room_id
                            and e.session_id = o.session_id) as last_at
                        from event o where o.occurred_at >= :since and o.type = 'session.open.success'
                            and not exists (select 1 from event c where c.workspace_id = o.workspace_id
                                and c.room_id = o.room_id and c.session_id = o.session_id
                                and c.type = 'session.close.success')
                        order by o.position
                        """)
                .bind("since", since.toEpochMilli())
                .map((row, context) -> new Unclosed(read(row), Instant.ofEpochMilli(row.getLong("last_at"))))
                .list());
    }

    private static Query matching(Handle handle, EventQuery query, String what, String rest) {
        Map<String, Object> values = new LinkedHashMap<>();
        StringBuilder sql = new StringBuilder("select ")
                .append(what)
                .append(" from event where workspace_id = :workspace and room_id = :room");
        condition(sql, values, "session", "session_id", query.sessionId());
        condition(sql, values, "peer", "peer_id", query.peerId());
        condition(sql, values, "user", "user_id", query.userId());
        if (query.onlyFailed()) {
            sql.append(" and failed");
        }
        if (!query.types().isEmpty()) {
            sql.append(" and type in (<types>)");
        }
        Query made = handle.createQuery(sql.append(rest).toString())
                .bind("workspace", query.workspace().text())
                .bind("room", query.roomId())
                .bindMap(values);
        return query.types().isEmpty() ? made : made.bindList("types", query.types());
    }

    private static void condition(
            StringBuilder sql, Map<String, Object> values, String name, String column, @Nullable String value) {
        if (value != null) {
            sql.append(" and ").append(column).append(" = :").append(name);
            values.put(name, value);
        }
    }

    private static Event read(ResultSet row) throws SQLException {
        return new Event(
                row.getLong("position"),
                row.getString("id"),
                new WorkspaceId(row.getString("workspace_id")),
                row.getString("room_id"),
                row.getString("session_id"),
                row.getString("peer_id"),
                row.getString("user_id"),
                row.getString("type"),
                row.getBoolean("failed"),
                Instant.ofEpochMilli(row.getLong("occurred_at")),
                Json.read(row.getString("data"), ObjectNode.class),
                null);
    }
}
