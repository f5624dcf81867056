package dev.foyer.webhook;

import dev.foyer.kernel.Json;
import dev.foyer.kernel.Redacted;
import dev.foyer.kernel.WorkspaceId;
import dev.foyer.workspace.KeyRing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Webhook configuration in SQL; headers and secrets are sealed with the key ring. */
public final class JdbiWebhookConfigStore implements WebhookConfigStore {
    private final Jdbi jdbi;
    private final KeyRing keys;

    public JdbiWebhookConfigStore(Jdbi jdbi, KeyRing keys) {
        this.jdbi = jdbi;
        this.keys = keys;
    }

    @Override
    public Optional<WebhookConfig> find(WorkspaceId workspace) {
        return jdbi.withHandle(handle -> find(handle, workspace));
    }

    @Override
    public WebhookConfig write(WorkspaceId workspace, Function<Optional<WebhookConfig>, WebhookConfig> change) {
        return jdbi.inTransaction(handle -> {
            // Takes the row lock of the workspace on PostgreSQL; SQLite has one writer anyway.
            handle.createUpdate("update workspace set app_id = app_id where id = :id")
                    .bind("id", workspace.text())
                    .execute();
            WebhookConfig config = change.apply(find(handle, workspace));
            save(handle, config);
            return config;
        });
    }

    private void save(Handle handle, WebhookConfig config) {
        String id = config.workspaceId().text();
        Redacted previous = config.previous();
        Instant until = config.previousUntil();
        handle.createUpdate("""
                        insert into webhook_config (workspace_id, enabled, url, headers_sealed, secret_sealed,
                            previous_sealed, previous_until, updated_at)
                        values (:id, :enabled, :url, :headers, :secret, :previous, :until, :updatedAt)
                        on conflict (workspace_id) do update set enabled = excluded.enabled, url = excluded.url,
                            headers_sealed = excluded.headers_sealed, secret_sealed = excluded.secret_sealed,
                            previous_sealed = excluded.previous_sealed, previous_until = excluded.previous_until,
                            updated_at = excluded.updated_at
                        """)
                .bind("id", id)
                .bind("enabled", config.enabled())
                .bind("url", config.url())
                .bind("headers", keys.seal(Json.write(config.headers()), id))
                .bind("secret", keys.seal(config.secret().value(), id))
                .bind("previous", previous == null ? null : keys.seal(previous.value(), id))
                .bind("until", until == null ? null : until.toEpochMilli())
                .bind("updatedAt", config.updatedAt().toEpochMilli())
                .execute();
    }

    private Optional<WebhookConfig> find(Handle handle, WorkspaceId workspace) {
        return handle.createQuery("select * from webhook_config where workspace_id = :id")
                .bind("id", workspace.text())
                .map((row, context) -> read(row))
                .findOne();
    }

    private WebhookConfig read(ResultSet row) throws SQLException {
        String id = row.getString("workspace_id");
        SequencedMap<String, String> headers = new LinkedHashMap<>();
        Json.read(keys.open(row.getString("headers_sealed"), id), ObjectNode.class)
                .forEachEntry((name, value) -> headers.put(name, value.stringValue()));
        @Nullable String previous = row.getString("previous_sealed");
        long until = row.getLong("previous_until");
        boolean noUntil = row.wasNull();
        return new WebhookConfig(
                new WorkspaceId(id),
                row.getBoolean("enabled"),
                row.getString("url"),
                headers,
                new Redacted(keys.open(row.getString("secret_sealed"), id)),
                previous == null ? null : new Redacted(keys.open(previous, id)),
                noUntil ? null : Instant.ofEpochMilli(until),
                Instant.ofEpochMilli(row.getLong("updated_at")));
    }
}
