package dev.foyer.workspace;

import dev.foyer.kernel.Redacted;
import dev.foyer.kernel.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/** Workspaces in SQL; secrets are sealed with the key ring. */
public final class JdbiWorkspaceStore implements WorkspaceStore {
    private static final String FIRST_KEY = "First key";

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
        jdbi.useTransaction(handle -> {
            handle.createUpdate("""
                            insert into workspace (id, name, app_id, access_key, secret_sealed, created_at)
                            values (:id, :name, :appId, :accessKey, '', :createdAt)
                            """)
                    .bind("id", workspace.id().text())
                    .bind("name", workspace.name())
                    .bind("appId", workspace.appId())
                    .bind("accessKey", workspace.accessKey())
                    .bind("createdAt", workspace.createdAt().toEpochMilli())
                    .execute();
            JdbiAccessKeyStore.insert(
                    handle,
                    keys,
                    new AccessKey(
                            workspace.accessKey(),
                            workspace.id(),
                            FIRST_KEY,
                            workspace.secret(),
                            true,
                            workspace.createdAt()));
        });
    }

    @Override
    public Optional<Workspace> find(WorkspaceId id) {
        return query("where w.id = :value and k.enabled order by k.created_at desc, k.access_key desc", id.text())
                .findFirst();
    }

    @Override
    public Optional<Workspace> findByAccessKey(String accessKey) {
        return query("where k.access_key = :value and k.enabled", accessKey).findFirst();
    }

    @Override
    public Optional<Workspace> first() {
        return all().stream().findFirst();
    }

    @Override
    public List<Workspace> all() {
        // Of each workspace's enabled keys the newest comes first and stays.
        return query(
                        "where k.enabled and :value = '' order by w.created_at, w.id, k.created_at desc, k.access_key desc",
                        "")
                .collect(Collectors.toMap(
                        Workspace::id, Function.identity(), (newest, older) -> newest, LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }

    @Override
    public void rename(WorkspaceId id, String name) {
        jdbi.useHandle(handle -> handle.createUpdate("update workspace set name = :name where id = :id")
                .bind("name", name)
                .bind("id", id.text())
                .execute());
    }

    private Stream<Workspace> query(String condition, String value) {
        String sql = """
                select w.id, w.name, w.app_id, w.created_at, k.access_key, k.secret_sealed
                from workspace w join access_key k on k.workspace_id = w.id
                """;
        return jdbi
                .withHandle(handle -> handle.createQuery(sql + condition)
                        .bind("value", value)
                        .map((row, context) -> read(row))
                        .list())
                .stream();
    }

    private Workspace read(ResultSet row) throws SQLException {
        String id = row.getString("id");
        return new Workspace(
                new WorkspaceId(id),
                row.getString("name"),
                row.getString("app_id"),
                row.getString("access_key"),
                new Redacted(keys.open(row.getString("secret_sealed"), id)),
                Instant.ofEpochMilli(row.getLong("created_at")));
    }
}
