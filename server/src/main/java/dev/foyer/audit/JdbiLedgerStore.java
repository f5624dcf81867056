package dev.foyer.audit;

import dev.foyer.kernel.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The ledger in SQL. */
public final class JdbiLedgerStore implements LedgerStore {
    private final Jdbi jdbi;

    public JdbiLedgerStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public LedgerEntry append(WorkspaceId workspace, Function<Head, LedgerEntry> next) {
        return jdbi.inTransaction(handle -> {
            LedgerEntry entry = next.apply(lock(handle, workspace));
            handle.createUpdate("""
                            insert into ledger_entry (workspace_id, seq, at, actor, action, target, hash)
                            values (:workspace, :seq, :at, :actor, :action, :target, :hash)
                            """)
                    .bind("workspace", workspace.text())
                    .bind("seq", entry.seq())
                    .bind("at", entry.at().toEpochMilli())
                    .bind("actor", entry.actor())
                    .bind("action", entry.action())
                    .bind("target", entry.target())
                    .bind("hash", entry.hash())
                    .execute();
            handle.createUpdate("update ledger_head set seq = :seq, hash = :hash where workspace_id = :workspace")
                    .bind("seq", entry.seq())
                    .bind("hash", entry.hash())
                    .bind("workspace", workspace.text())
                    .execute();
            return entry;
        });
    }

    @Override
    public Optional<Head> head(WorkspaceId workspace) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select seq, hash from ledger_head where workspace_id = :workspace")
                        .bind("workspace", workspace.text())
                        .map((row, context) -> new Head(row.getLong("seq"), row.getString("hash")))
                        .findOne());
    }

    @Override
    public List<LedgerEntry> after(WorkspaceId workspace, long seq, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from ledger_entry where workspace_id = :workspace and seq > :seq
                        order by seq limit :limit
                        """)
                .bind("workspace", workspace.text())
                .bind("seq", seq)
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list());
    }

    @Override
    public List<LedgerEntry> before(WorkspaceId workspace, long seq, @Nullable String action, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from ledger_entry where workspace_id = :workspace and seq < :seq
                        and (:action = '' or action = :action) order by seq desc limit :limit
                        """)
                .bind("workspace", workspace.text())
                .bind("seq", seq)
                .bind("action", action == null ? "" : action)
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list());
    }

    /** Takes the chain's row; the next writer waits here. */
    private static Head lock(Handle handle, WorkspaceId workspace) {
        handle.createUpdate("""
                        insert into ledger_head (workspace_id, seq, hash) values (:workspace, 0, '')
                        on conflict (workspace_id) do nothing
                        """).bind("workspace", workspace.text()).execute();
        return handle.createQuery(
                        "update ledger_head set seq = seq where workspace_id = :workspace returning seq, hash")
                .bind("workspace", workspace.text())
                .map((row, context) -> new Head(row.getLong("seq"), row.getString("hash")))
                .one();
    }

    private static LedgerEntry read(ResultSet row) throws SQLException {
        return new LedgerEntry(
                new WorkspaceId(row.getString("workspace_id")),
                row.getLong("seq"),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("actor"),
                row.getString("action"),
                row.getString("target"),
                row.getString("hash"));
    }
}
