package dev.foyer.webhook;

import dev.foyer.kernel.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** The log of deliveries in SQL. */
public final class JdbiDeliveryLogStore implements DeliveryLogStore {
    private static final String REPLAYS = """
            select r.*,
                (select count(*) from webhook_delivery d where d.replay_id = r.id and d.state = 'delivered') as delivered,
                (select count(*) from webhook_delivery d where d.replay_id = r.id and d.state = 'dead') as failed,
                (select coalesce(max(d.finished_at), r.started_at) from webhook_delivery d where d.replay_id = r.id)
                    as completed_at
            from webhook_replay r
            """;

    private final Jdbi jdbi;

    public JdbiDeliveryLogStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public List<Delivery> list(LogQuery query, int limit, long offset) {
        String sql = JdbiDeliveryStore.WITH_DATA + where(query)
                + " order by d.occurred_at desc, d.position desc, d.id limit :limit offset :offset";
        return jdbi.withHandle(handle -> bind(handle.createQuery(sql), query)
                .bind("limit", limit)
                .bind("offset", offset)
                .map((row, context) -> JdbiDeliveryStore.read(row))
                .list());
    }

    @Override
    public long count(LogQuery query) {
        String sql = "select count(*) from webhook_delivery d " + where(query);
        return jdbi.withHandle(
                handle -> bind(handle.createQuery(sql), query).mapTo(Long.class).one());
    }

    @Override
    public Map<String, List<Attempt>> attempts(List<String> deliveries, int most) {
        Map<String, List<Attempt>> attempts = new HashMap<>();
        if (deliveries.isEmpty()) {
            return attempts;
        }
        jdbi.useHandle(handle -> handle.createQuery("""
                        select a.* from webhook_attempt a join webhook_delivery d on d.id = a.delivery_id
                        where a.delivery_id in (<ids>) and a.number > d.attempts - :most
                        order by a.delivery_id, a.number
                        """)
                .bindList("ids", deliveries)
                .bind("most", most)
                .map((row, context) -> Map.entry(row.getString("delivery_id"), attempt(row)))
                .forEach(entry -> attempts.computeIfAbsent(entry.getKey(), key -> new ArrayList<>())
                        .add(entry.getValue())));
        return attempts;
    }

    @Override
    public List<Schedule.Lane> replay(Replay replay, LogQuery query, int limit, int offset, long gapMillis) {
        return jdbi.inTransaction(handle -> {
            int total = copy(handle, replay, query, limit, offset, gapMillis);
            handle.createUpdate("""
                            insert into webhook_replay (id, workspace_id, filters, total, started_at)
                            values (:id, :workspace, :filters, :total, :at)
                            """)
                    .bind("id", replay.id())
                    .bind("workspace", replay.workspaceId().text())
                    .bind("filters", replay.filters())
                    .bind("total", total)
                    .bind("at", replay.startedAt())
                    .execute();
            return handle.createQuery("select distinct endpoint from webhook_delivery where replay_id = :id")
                    .bind("id", replay.id())
                    .map((row, context) ->
                            new Schedule.Lane(replay.workspaceId().text(), row.getString("endpoint"), replay.id()))
                    .list();
        });
    }

    /** Apart by their time of delivery, so that nobody has to count while they run. */
    private static int copy(Handle handle, Replay replay, LogQuery query, int limit, int offset, long gapMillis) {
        String sql = """
                insert into webhook_delivery (id, event_id, workspace_id, room_id, type, endpoint, lane, position,
                    replay_id, state, attempts, next_at, url, occurred_at, created_at)
                select s.replay || ':' || s.id, s.event_id, s.workspace_id, s.room_id, s.type, s.endpoint, s.replay,
                    s.position, s.replay, 'pending', 0,
                    s.now + s.gap * (row_number() over (order by s.position) - 1), s.url, s.occurred_at, s.now
                from (select d.*, cast(:replay as text) as replay, cast(:now as bigint) as now, cast(:gap as bigint) as gap
                    from webhook_delivery d
                """ + where(query)
                + " and d.state <> 'pending' and d.replay_id is null order by d.position limit :limit offset :offset) s";
        return bind(handle.createUpdate(sql), query)
                .bind("replay", replay.id())
                .bind("now", replay.startedAt())
                .bind("gap", gapMillis)
                .bind("limit", limit)
                .bind("offset", offset)
                .execute();
    }

    @Override
    public Optional<Replay> findReplay(WorkspaceId workspace, String id) {
        return jdbi.withHandle(
                handle -> handle.createQuery(REPLAYS + " where r.workspace_id = :workspace and r.id = :id")
                        .bind("workspace", workspace.text())
                        .bind("id", id)
                        .map((row, context) -> readReplay(row))
                        .findOne());
    }

    @Override
    public Optional<Replay> newestReplay(WorkspaceId workspace, String filters) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        REPLAYS
                                + " where r.workspace_id = :workspace and r.filters = :filters order by r.started_at desc limit 1")
                .bind("workspace", workspace.text())
                .bind("filters", filters)
                .map((row, context) -> readReplay(row))
                .findOne());
    }

    @Override
    public List<String> failedEvents(String replayId, int most) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select event_id from webhook_delivery where replay_id = :id and state = 'dead'
                        order by position limit :most
                        """)
                .bind("id", replayId)
                .bind("most", most)
                .mapTo(String.class)
                .list());
    }

    @Override
    public int deleteReplaysBefore(long startedBefore, int most) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        delete from webhook_replay where id in
                            (select id from webhook_replay where started_at < :before order by started_at limit :most)
                        """)
                .bind("before", startedBefore)
                .bind("most", most)
                .execute());
    }

    private static String where(LogQuery query) {
        StringBuilder sql = new StringBuilder(
                " where d.workspace_id = :workspace and d.occurred_at >= :from and d.occurred_at <= :to");
        if (query.roomId() != null) {
            sql.append(" and d.room_id = :room");
        }
        if (!query.types().isEmpty()) {
            sql.append(" and d.type in (<types>)");
        }
        return sql.append(
                        switch (query.status()) {
                            case ALL -> "";
                            case FAILED -> " and (d.state = 'dead' or (d.state = 'pending' and d.attempts > 0))";
                            case SUCCESS -> " and d.state = 'delivered'";
                        })
                .toString();
    }

    private static <S extends SqlStatement<S>> S bind(S statement, LogQuery query) {
        statement
                .bind("workspace", query.workspace().text())
                .bind("from", query.from())
                .bind("to", query.to());
        @Nullable String room = query.roomId();
        if (room != null) {
            statement.bind("room", room);
        }
        if (!query.types().isEmpty()) {
            statement.bindList("types", query.types());
        }
        return statement;
    }

    private static Attempt attempt(ResultSet row) throws SQLException {
        return new Attempt(
                row.getLong("at"),
                row.getInt("status"),
                row.getInt("millis"),
                row.getString("error"),
                row.getString("answer"));
    }

    private static Replay readReplay(ResultSet row) throws SQLException {
        return new Replay(
                row.getString("id"),
                new WorkspaceId(row.getString("workspace_id")),
                row.getString("filters"),
                row.getInt("total"),
                row.getLong("started_at"),
                row.getInt("delivered"),
                row.getInt("failed"),
                row.getLong("completed_at"));
    }
}
