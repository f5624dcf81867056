package dev.foyer.history;

import dev.foyer.kernel.PageRequest;
import dev.foyer.kernel.SessionId;
import dev.foyer.kernel.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The record in SQL. */
public final class JdbiSessionStore implements SessionStore {
    private final Jdbi jdbi;

    public JdbiSessionStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void write(String owner, List<Row> rows) {
        jdbi.useTransaction(handle -> {
            for (Row row : rows) {
                if (row instanceof Row.Session session) {
                    write(handle, owner, session);
                }
            }
            for (Row row : rows) {
                if (row instanceof Row.Join join) {
                    write(handle, join);
                }
            }
        });
    }

    @Override
    public boolean beat(String owner, long startedAt, long now) {
        return jdbi.inTransaction(handle -> {
            int known = handle.createUpdate("update server_process set beat_at = :now where id = :id")
                    .bind("id", owner)
                    .bind("now", now)
                    .execute();
            if (known == 0) {
                handle.createUpdate(
                                "insert into server_process (id, started_at, beat_at) values (:id, :startedAt, :now)")
                        .bind("id", owner)
                        .bind("startedAt", startedAt)
                        .bind("now", now)
                        .execute();
            }
            return known > 0;
        });
    }

    @Override
    public void retire(String owner) {
        jdbi.useHandle(handle -> forget(handle, owner));
    }

    private record Abandoned(String owner, @Nullable Long beatAt) {}

    @Override
    public List<String> closeAbandoned(String self, long oldest, long newest) {
        List<Abandoned> dead = jdbi.withHandle(handle -> abandoned(handle, self, oldest, newest));
        if (dead.isEmpty()) {
            return List.of();
        }
        return jdbi.inTransaction(handle -> {
            List<String> closed = new ArrayList<>();
            // Looked for again: it may have shown itself, or another process may have been faster.
            for (Abandoned process : abandoned(handle, self, oldest, newest)) {
                closed.addAll(close(handle, process));
                forget(handle, process.owner());
            }
            return closed;
        });
    }

    @Override
    public Optional<RecordedSession> find(WorkspaceId workspace, SessionId id) {
        return jdbi.withHandle(handle -> withJoins(
                        handle,
                        handle.createQuery("select * from session_record where id = :id and workspace_id = :workspace")
                                .bind("id", id.text())
                                .bind("workspace", workspace.text())
                                .map((row, context) -> session(row))
                                .list())
                .stream()
                .findFirst());
    }

    @Override
    public List<RecordedSession> list(WorkspaceId workspace, SessionFilter filter, PageRequest page) {
        Map<String, Object> values = new LinkedHashMap<>();
        StringBuilder sql = new StringBuilder("select * from session_record where workspace_id = :workspace");
        var room = filter.roomId();
        condition(sql, values, " and room_id = :room", "room", room == null ? null : room.text());
        condition(sql, values, " and started_at >= :after", "after", millis(filter.after()));
        condition(sql, values, " and started_at <= :before", "before", millis(filter.before()));
        condition(sql, values, " and id < :start", "start", page.start());
        Boolean active = filter.active();
        if (active != null) {
            sql.append(active ? " and ended_at is null" : " and ended_at is not null");
        }
        sql.append(" order by id desc limit :limit");
        return jdbi.withHandle(handle -> withJoins(
                handle,
                handle.createQuery(sql.toString())
                        .bind("workspace", workspace.text())
                        .bind("limit", page.limit() + 1)
                        .bindMap(values)
                        .map((row, context) -> session(row))
                        .list()));
    }

    private static void write(Handle handle, String owner, Row.Session session) {
        handle.createUpdate("""
                        insert into session_record (id, workspace_id, room_id, owner, started_at, updated_at, ended_at)
                        select :id, workspace_id, id, :owner, cast(:startedAt as bigint), cast(:updatedAt as bigint),
                            cast(:endedAt as bigint)
                        from room where id = :room
                        on conflict (id) do update set owner = excluded.owner, updated_at = excluded.updated_at,
                            ended_at = excluded.ended_at
                        """)
                .bind("id", session.id())
                .bind("owner", owner)
                .bind("startedAt", session.startedAt())
                .bind("updatedAt", session.updatedAt())
                .bind("endedAt", session.endedAt())
                .bind("room", session.roomId())
                .execute();
    }

    private static void write(Handle handle, Row.Join join) {
        handle.createUpdate("""
                        insert into session_join (session_id, peer_id, joined_at, user_id, name, role, metadata, left_at,
                            reason)
                        select id, :peer, cast(:joinedAt as bigint), :user, :name, :role, :metadata,
                            cast(:leftAt as bigint), :reason
                        from session_record where id = :session
                        on conflict (session_id, peer_id, joined_at) do update set name = excluded.name,
                            role = excluded.role, metadata = excluded.metadata, left_at = excluded.left_at,
                            reason = excluded.reason
                        """)
                .bind("session", join.sessionId())
                .bind("peer", join.peerId())
                .bind("joinedAt", join.joinedAt())
                .bind("user", join.userId())
                .bind("name", join.name())
                .bind("role", join.role())
                .bind("metadata", join.metadata())
                .bind("leftAt", join.leftAt())
                .bind("reason", join.reason())
                .execute();
    }

    /** Processes that are silent, and such as left sessions open but are not even known. */
    private static List<Abandoned> abandoned(Handle handle, String self, long oldest, long newest) {
        return handle.createQuery("""
                        select id as owner, beat_at from server_process
                        where id <> :self and (beat_at < :oldest or beat_at > :newest)
                        union all
                        select distinct owner, cast(null as bigint) from session_record
                        where ended_at is null and owner <> :self and owner not in (select id from server_process)
                        """)
                .bind("self", self)
                .bind("oldest", oldest)
                .bind("newest", newest)
                .map((row, context) -> new Abandoned(row.getString("owner"), whole(row, "beat_at")))
                .list();
    }

    private static List<String> close(Handle handle, Abandoned process) {
        Long beat = process.beatAt();
        long end = beat == null ? 0 : beat;
        List<String> ids = handle.createQuery(
                        "select id from session_record where owner = :owner and ended_at is null order by id")
                .bind("owner", process.owner())
                .mapTo(String.class)
                .list();
        handle.createUpdate("""
                        update session_record
                        set ended_at = case when updated_at > :end then updated_at else :end end,
                            updated_at = case when updated_at > :end then updated_at else :end end
                        where owner = :owner and ended_at is null
                        """).bind("owner", process.owner()).bind("end", end).execute();
        for (String id : ids) {
            handle.createUpdate("""
                            update session_join set reason = 'server stopped',
                                left_at = (select ended_at from session_record where id = :id)
                            where session_id = :id and left_at is null
                            """).bind("id", id).execute();
        }
        return ids;
    }

    private static void forget(Handle handle, String owner) {
        handle.createUpdate("delete from server_process where id = :id")
                .bind("id", owner)
                .execute();
    }

    private static List<RecordedSession> withJoins(Handle handle, List<Row.Session> sessions) {
        if (sessions.isEmpty()) {
            return List.of();
        }
        Map<String, List<Row.Join>> joins = handle
                .createQuery("select * from session_join where session_id in (<ids>) order by joined_at, peer_id")
                .bindList("ids", sessions.stream().map(Row.Session::id).toList())
                .map((row, context) -> join(row))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Row.Join::sessionId));
        return sessions.stream()
                .map(session -> new RecordedSession(session, joins.getOrDefault(session.id(), List.of())))
                .toList();
    }

    private static void condition(
            StringBuilder sql, Map<String, Object> values, String text, String name, @Nullable Object value) {
        if (value != null) {
            sql.append(text);
            values.put(name, value);
        }
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    private static Row.Session session(ResultSet row) throws SQLException {
        return new Row.Session(
                row.getString("id"),
                row.getString("room_id"),
                row.getLong("started_at"),
                row.getLong("updated_at"),
                whole(row, "ended_at"));
    }

    private static Row.Join join(ResultSet row) throws SQLException {
        return new Row.Join(
                row.getString("session_id"),
                row.getString("peer_id"),
                row.getLong("joined_at"),
                row.getString("user_id"),
                row.getString("name"),
                row.getString("role"),
                row.getString("metadata"),
                whole(row, "left_at"),
                row.getString("reason"));
    }

    private static @Nullable Long whole(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
