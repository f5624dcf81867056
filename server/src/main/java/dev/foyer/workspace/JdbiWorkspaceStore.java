package dev.foyer.workspace;

import dev.foyer.kernel.Redacted;
import dev.foyer.kernel.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Workspaces in SQL; secrets are sealed with the key ring. */
public final class JdbiWorkspaceStore implements WorkspaceStore {
    private final Jdbi jdbi;
    private final KeyRing keys;

    public JdbiWorkspaceStore(Jdbi jdbi, KeyRing keys) {
        this.jdbi = jdbi;
        this.keys = keys;
    }

    /** Whether the database holds a workspace; needs no keys. */
    public static boolean inUse(Jdbi jdbi) {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from workspace")
                        .mapTo(Long.class)
                        .one())
                > 0;
    }

    @Override
    public void insert(Workspace workspace) {
        String sealed = keys.seal(workspace.secret().value(), workspace.id().text());
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into workspace (id, app_id, access_key, secret_sealed, created_at)
                        values (:id, :appId, :accessKey, :secret, :createdAt)
                        """)
                .bind("id", workspace.id().text())
                .bind("appId", workspace.appId())
                .bind("accessKey", workspace.accessKey())
                .bind("secret", sealed)
                .bind("createdAt", workspace.createdAt().toEpochMilli())
                .execute());
    }

    @Override
    public Optional<Workspace> find(WorkspaceId id) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from workspace where id = :id")
                .bind("id", id.text())
                .map((row, context) -> read(row))
                .findOne());
    }

    @Override
    public Optional<Workspace> findByAccessKey(String accessKey) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from workspace where access_key = :accessKey")
                .bind("accessKey", accessKey)
                .map((row, context) -> read(row))
                .findOne());
    }

    @Override
    public Optional<Workspace> first() {
        return jdbi.withHandle(handle -> handle.createQuery("select * from workspace order by id limit 1")
                .map((row, context) -> read(row))
                .findOne());
    }

    private Workspace read(ResultSet row) throws SQLException {
        String id = row.getString("id");
        return new Workspace(
                new WorkspaceId(id),
                row.getString("app_id"),
                row.getString("access_key"),
                new Redacted(keys.open(row.getString("secret_sealed"), id)),
                Instant.ofEpochMilli(row.getLong("created_at")));
    }
}
