package dev.foyer.poll;

import dev.foyer.kernel.Json;
import dev.foyer.kernel.PollId;
import dev.foyer.kernel.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Polls in SQL. */
public final class JdbiPollStore implements PollStore {
    private final Jdbi jdbi;

    public JdbiPollStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Optional<Poll> find(PollId id) {
        return jdbi.withHandle(handle -> find(handle, id));
    }

    @Override
    public void insert(Poll poll) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into poll (id, workspace_id, title, body, created_at, updated_at)
                        values (:id, :workspace, :title, :body, :createdAt, :updatedAt)
                        """)
                .bind("id", poll.id().text())
                .bind("workspace", poll.workspaceId().text())
                .bind("title", poll.body().path("title").asString(""))
                .bind("body", Json.write(poll.body()))
                .bind("createdAt", poll.createdAt().toEpochMilli())
                .bind("updatedAt", poll.updatedAt().toEpochMilli())
                .execute());
    }

    @Override
    public Optional<Poll> change(PollId id, UnaryOperator<Poll> work) {
        return jdbi.inTransaction(handle -> {
            // Takes the row lock of the poll on PostgreSQL; SQLite has one writer anyway.
            handle.createUpdate("update poll set title = title where id = :id")
                    .bind("id", id.text())
                    .execute();
            Optional<Poll> changed = find(handle, id).map(work);
            changed.ifPresent(poll -> handle.createUpdate(
                            "update poll set title = :title, body = :body, updated_at = :updatedAt where id = :id")
                    .bind("title", poll.body().path("title").asString(""))
                    .bind("body", Json.write(poll.body()))
                    .bind("updatedAt", poll.updatedAt().toEpochMilli())
                    .bind("id", id.text())
                    .execute());
            return changed;
        });
    }

    private static Optional<Poll> find(Handle handle, PollId id) {
        return handle.createQuery("select * from poll where id = :id")
                .bind("id", id.text())
                .map((row, context) -> read(row))
                .findOne();
    }

    private static Poll read(ResultSet row) throws SQLException {
        return new Poll(
                new PollId(row.getString("id")),
                new WorkspaceId(row.getString("workspace_id")),
                Json.readObject(row.getString("body")),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("updated_at")));
    }
}
