package dev.foyer.template;

import dev.foyer.kernel.Json;
import dev.foyer.kernel.PageRequest;
import dev.foyer.kernel.TemplateId;
import dev.foyer.kernel.WorkspaceId;
import dev.foyer.workspace.KeyRing;
import dev.foyer.workspace.SealedCredentials;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Templates in SQL. */
public final class JdbiTemplateStore implements TemplateStore {
    private final Jdbi jdbi;
    private final SealedCredentials credentials;

    public JdbiTemplateStore(Jdbi jdbi, KeyRing keys) {
        this.jdbi = jdbi;
        this.credentials = new SealedCredentials(keys);
    }

    @Override
    public Optional<Template> find(TemplateId id) {
        return jdbi.withHandle(handle -> find(handle, id));
    }

    @Override
    public Optional<Template> findStandard(WorkspaceId workspace) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select * from template where workspace_id = :workspace and is_default")
                        .bind("workspace", workspace.text())
                        .map((row, context) -> read(row))
                        .findOne());
    }

    @Override
    public Optional<Template> findBySubdomain(String subdomain) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from template where subdomain = :subdomain")
                .bind("subdomain", subdomain)
                .map((row, context) -> read(row))
                .findOne());
    }

    @Override
    public List<Template> list(WorkspaceId workspace, PageRequest page) {
        String start = page.start();
        String sql = "select * from template where workspace_id = :workspace"
                + (start == null ? "" : " and id < :start")
                + " order by id desc limit :limit";
        return jdbi.withHandle(handle -> {
            Query query =
                    handle.createQuery(sql).bind("workspace", workspace.text()).bind("limit", page.limit() + 1);
            if (start != null) {
                query.bind("start", start);
            }
            return query.map((row, context) -> read(row)).list();
        });
    }

    @Override
    public <T> T write(WorkspaceId workspace, Function<Writer, T> work) {
        return jdbi.inTransaction(handle -> {
            // Takes the row lock of the workspace on PostgreSQL; SQLite has one writer anyway.
            handle.createUpdate("update workspace set app_id = app_id where id = :id")
                    .bind("id", workspace.text())
                    .execute();
            return work.apply(new HandleWriter(handle, workspace));
        });
    }

    private final class HandleWriter implements Writer {
        private final Handle handle;
        private final WorkspaceId workspace;

        HandleWriter(Handle handle, WorkspaceId workspace) {
            this.handle = handle;
            this.workspace = workspace;
        }

        @Override
        public Optional<Template> find(TemplateId id) {
            return JdbiTemplateStore.this.find(handle, id);
        }

        @Override
        public Optional<Template> findByName(String name) {
            return handle.createQuery("select * from template where workspace_id = :workspace and name = :name")
                    .bind("workspace", workspace.text())
                    .bind("name", name)
                    .map((row, context) -> read(row))
                    .findOne();
        }

        @Override
        public void save(Template template) {
            if (template.standard()) {
                handle.createUpdate(
                                "update template set is_default = false where workspace_id = :workspace and id <> :id")
                        .bind("workspace", workspace.text())
                        .bind("id", template.id().text())
                        .execute();
            }
            JdbiTemplateStore.this.save(handle, template);
        }
    }

    private Optional<Template> find(Handle handle, TemplateId id) {
        return handle.createQuery("select * from template where id = :id")
                .bind("id", id.text())
                .map((row, context) -> read(row))
                .findOne();
    }

    private void save(Handle handle, Template template) {
        handle.createUpdate("""
                        insert into template (id, workspace_id, name, subdomain, is_default, roles, settings,
                            destinations, plugins, created_at, updated_at)
                        values (:id, :workspace, :name, :subdomain, :standard, :roles, :settings,
                            :destinations, :plugins, :createdAt, :updatedAt)
                        on conflict (id) do update set name = excluded.name, subdomain = excluded.subdomain,
                            is_default = excluded.is_default, roles = excluded.roles, settings = excluded.settings,
                            destinations = excluded.destinations, plugins = excluded.plugins,
                            updated_at = excluded.updated_at
                        """)
                .bind("id", template.id().text())
                .bind("workspace", template.workspaceId().text())
                .bind("name", template.name())
                .bind("subdomain", template.subdomain())
                .bind("standard", template.standard())
                .bind("roles", Json.write(template.roles()))
                .bind("settings", sealed(template.settings(), template))
                .bind("destinations", sealed(template.destinations(), template))
                .bind("plugins", Json.write(template.plugins()))
                .bind("createdAt", template.createdAt().toEpochMilli())
                .bind("updatedAt", template.updatedAt().toEpochMilli())
                .execute();
    }

    private Template read(ResultSet row) throws SQLException {
        return new Template(
                new TemplateId(row.getString("id")),
                new WorkspaceId(row.getString("workspace_id")),
                row.getString("name"),
                row.getString("subdomain"),
                row.getBoolean("is_default"),
                roles(row.getString("roles")),
                opened(row, "settings"),
                opened(row, "destinations"),
                Json.readObject(row.getString("plugins")),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("updated_at")));
    }

    private String sealed(ObjectNode json, Template template) {
        return Json.write(credentials.seal(json, template.id().text()));
    }

    private ObjectNode opened(ResultSet row, String column) throws SQLException {
        return credentials.open(Json.readObject(row.getString(column)), row.getString("id"));
    }

    private static Map<String, Role> roles(String text) {
        Map<String, Role> roles = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : Json.readObject(text).properties()) {
            roles.put(entry.getKey(), Json.read(entry.getValue().toString(), Role.class));
        }
        return roles;
    }
}
