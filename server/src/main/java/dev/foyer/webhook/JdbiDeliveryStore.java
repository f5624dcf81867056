package dev.foyer.webhook;

import dev.foyer.kernel.Json;
import dev.foyer.kernel.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The outbox in SQL. Rows come into it with their events, in the store of the events. */
public final class JdbiDeliveryStore implements DeliveryStore {
    static final String WITH_DATA =
            "select d.*, e.data from webhook_delivery d left join event e on e.id = d.event_id ";

    private final Jdbi jdbi;

    public JdbiDeliveryStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public List<Schedule.Lane> lanes() {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                        select distinct workspace_id, endpoint, lane from webhook_delivery where state = 'pending'
                        """).map((row, context) -> lane(row)).list());
    }

    @Override
    public Optional<Delivery> first(Schedule.Lane lane) {
        return jdbi.withHandle(handle -> handle.createQuery(WITH_DATA + """
                        where d.endpoint = :endpoint and d.lane = :lane and d.state = 'pending'
                        order by d.position limit 1
                        """)
                .bind("endpoint", lane.endpoint())
                .bind("lane", lane.name())
                .map((row, context) -> read(row))
                .findOne());
    }

    @Override
    public void attempted(Delivery delivery, Attempt attempt, Delivery.State state, long nextAt) {
        jdbi.useTransaction(handle -> {
            int changed = handle.createUpdate("""
                            update webhook_delivery set state = :state, attempts = :attempts, next_at = :nextAt,
                                url = :url, error = :error, finished_at = :finished
                            where id = :id and state = 'pending'
                            """)
                    .bind("state", state.text())
                    .bind("attempts", delivery.attempts() + 1)
                    .bind("nextAt", nextAt)
                    .bind("url", delivery.url())
                    .bind("error", attempt.reason())
                    .bind("finished", state == Delivery.State.PENDING ? null : attempt.at() + attempt.millis())
                    .bind("id", delivery.id())
                    .execute();
            if (changed == 1) {
                insert(handle, delivery, attempt);
            }
        });
    }

    private static void insert(Handle handle, Delivery delivery, Attempt attempt) {
        handle.createUpdate("""
                        insert into webhook_attempt (delivery_id, number, at, status, millis, error, answer)
                        values (:id, :number, :at, :status, :millis, :error, :answer)
                        """)
                .bind("id", delivery.id())
                .bind("number", delivery.attempts() + 1)
                .bind("at", attempt.at())
                .bind("status", attempt.status())
                .bind("millis", attempt.millis())
                .bind("error", attempt.error())
                .bind("answer", attempt.answer())
                .execute();
    }

    @Override
    public void giveUp(Delivery delivery, String why, long at) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update webhook_delivery set state = 'dead', error = :why, finished_at = :at
                        where id = :id and state = 'pending'
                        """)
                .bind("why", why)
                .bind("at", at)
                .bind("id", delivery.id())
                .execute());
    }

    @Override
    public int giveUpBefore(long createdBefore, String why, long at, int most) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        update webhook_delivery set state = 'dead', finished_at = :at,
                            error = case when error is null then :why else error end
                        where state = 'pending' and id in (select id from webhook_delivery
                            where state = 'pending' and created_at < :before order by created_at limit :most)
                        """)
                .bind("why", why)
                .bind("at", at)
                .bind("before", createdBefore)
                .bind("most", most)
                .execute());
    }

    @Override
    public int deleteBefore(long createdBefore, int most) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        delete from webhook_delivery where id in (select id from webhook_delivery
                            where created_at < :before and state <> 'pending' order by created_at limit :most)
                        """)
                .bind("before", createdBefore)
                .bind("most", most)
                .execute());
    }

    static Delivery read(ResultSet row) throws SQLException {
        @Nullable String data = row.getString("data");
        @Nullable String error = row.getString("error");
        return new Delivery(
                row.getString("id"),
                row.getString("event_id"),
                new WorkspaceId(row.getString("workspace_id")),
                row.getString("room_id"),
                row.getString("type"),
                lane(row),
                row.getString("replay_id"),
                Delivery.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getInt("attempts"),
                row.getLong("next_at"),
                row.getString("url"),
                error == null ? "" : error,
                row.getLong("occurred_at"),
                row.getLong("created_at"),
                data == null ? null : Json.read(data, ObjectNode.class));
    }

    private static Schedule.Lane lane(ResultSet row) throws SQLException {
        return new Schedule.Lane(row.getString("workspace_id"), row.getString("endpoint"), row.getString("lane"));
    }
}
