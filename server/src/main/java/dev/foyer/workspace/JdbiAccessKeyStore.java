package dev.foyer.workspace;

import dev.foyer.kernel.Redacted;
import dev.foyer.kernel.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Access keys in SQL. */
public final class JdbiAccessKeyStore implements AccessKeyStore {
    private final Jdbi jdbi;
    private final KeyRing keys;

    public JdbiAccessKeyStore(Jdbi jdbi, KeyRing keys) {
        this.jdbi = jdbi;
        this.keys = keys;
    }

    @Override
    public List<AccessKey> of(WorkspaceId workspace) {
        return jdbi.withHandle(handle -> all(handle, workspace));
    }

    @Override
    public <T> T write(WorkspaceId workspace, Function<Writer, T> work) {
        return jdbi.inTransaction(handle -> {
            // Locks the workspace's row, so that two writers can't both disable "the other" key.
            handle.createUpdate("update workspace set app_id = app_id where id = :id")
                    .bind("id", workspace.text())
                    .execute();
            return work.apply(new InTransaction(handle, workspace));
        });
    }

    private List<AccessKey> all(Handle handle, WorkspaceId workspace) {
        return handle.createQuery(
                        "select * from access_key where workspace_id = :workspace order by created_at, access_key")
                .bind("workspace", workspace.text())
                .map((row, context) -> read(row))
                .list();
    }

    private AccessKey read(ResultSet row) throws SQLException {
        String workspace = row.getString("workspace_id");
        return new AccessKey(
                row.getString("access_key"),
                new WorkspaceId(workspace),
                row.getString("label"),
                new Redacted(keys.open(row.getString("secret_sealed"), workspace)),
                row.getBoolean("enabled"),
                Instant.ofEpochMilli(row.getLong("created_at")));
    }

    static void insert(Handle handle, KeyRing keys, AccessKey key) {
        handle.createUpdate("""
                        insert into access_key (access_key, workspace_id, label, secret_sealed, enabled, created_at)
                        values (:key, :workspace, :label, :secret, :enabled, :createdAt)
                        """)
                .bind("key", key.key())
                .bind("workspace", key.workspaceId().text())
                .bind("label", key.label())
                .bind(
                        "secret",
                        keys.seal(key.secret().value(), key.workspaceId().text()))
                .bind("enabled", key.enabled())
                .bind("createdAt", key.createdAt().toEpochMilli())
                .execute();
    }

    private final class InTransaction implements Writer {
        private final Handle handle;
        private final WorkspaceId workspace;

        InTransaction(Handle handle, WorkspaceId workspace) {
            this.handle = handle;
            this.workspace = workspace;
        }

        @Override
        public List<AccessKey> all() {
            return JdbiAccessKeyStore.this.all(handle, workspace);
        }

        @Override
        public void insert(AccessKey key) {
            JdbiAccessKeyStore.insert(handle, keys, key);
        }

        @Override
        public void update(AccessKey key) {
            handle.createUpdate("update access_key set label = :label, enabled = :enabled where access_key = :key")
                    .bind("label", key.label())
                    .bind("enabled", key.enabled())
                    .bind("key", key.key())
                    .execute();
        }

        @Override
        public void delete(AccessKey key) {
            handle.createUpdate("delete from access_key where access_key = :key")
                    .bind("key", key.key())
                    .execute();
        }
    }
}
