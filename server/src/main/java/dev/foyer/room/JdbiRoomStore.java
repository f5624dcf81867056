package dev.foyer.room;

import dev.foyer.kernel.Json;
import dev.foyer.kernel.PageRequest;
import dev.foyer.kernel.RoomId;
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
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Rooms in SQL. */
public final class JdbiRoomStore implements RoomStore {
    private final Jdbi jdbi;
    private final SealedCredentials credentials;

    public JdbiRoomStore(Jdbi jdbi, KeyRing keys) {
        this.jdbi = jdbi;
        this.credentials = new SealedCredentials(keys);
    }

    @Override
    public Optional<Room> find(RoomId id) {
        return jdbi.withHandle(handle -> find(handle, id));
    }

    @Override
    public Optional<Room> findByName(WorkspaceId workspace, String name) {
        return jdbi.withHandle(handle -> findByName(handle, workspace, name));
    }

    @Override
    public List<Room> list(WorkspaceId workspace, RoomFilter filter, PageRequest page) {
        Map<String, Object> values = new LinkedHashMap<>();
        StringBuilder sql = new StringBuilder("select * from room where workspace_id = :workspace");
        condition(sql, values, " and enabled = :enabled", "enabled", filter.enabled());
        String name = filter.name();
        condition(sql, values, " and name_key = :name", "name", name == null ? null : Room.nameKey(name));
        TemplateId template = filter.templateId();
        condition(sql, values, " and template_id = :template", "template", template == null ? null : template.text());
        condition(sql, values, " and created_at >= :after", "after", millis(filter.after()));
        condition(sql, values, " and created_at <= :before", "before", millis(filter.before()));
        condition(sql, values, " and id < :start", "start", page.start());
        sql.append(" order by id desc limit :limit");
        return jdbi.withHandle(handle -> handle.createQuery(sql.toString())
                .bind("workspace", workspace.text())
                .bind("limit", page.limit() + 1)
                .bindMap(values)
                .map((row, context) -> read(row))
                .list());
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
        public Optional<Room> find(RoomId id) {
            return JdbiRoomStore.this.find(handle, id);
        }

        @Override
        public Optional<Room> findByName(String name) {
            return JdbiRoomStore.this.findByName(handle, workspace, name);
        }

        @Override
        public void save(Room room) {
            JdbiRoomStore.this.save(handle, room);
        }
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

    private Optional<Room> find(Handle handle, RoomId id) {
        return handle.createQuery("select * from room where id = :id")
                .bind("id", id.text())
                .map((row, context) -> read(row))
                .findOne();
    }

    private Optional<Room> findByName(Handle handle, WorkspaceId workspace, String name) {
        return handle.createQuery("select * from room where workspace_id = :workspace and name_key = :name")
                .bind("workspace", workspace.text())
                .bind("name", Room.nameKey(name))
                .map((row, context) -> read(row))
                .findOne();
    }

    private void save(Handle handle, Room room) {
        handle.createUpdate("""
                        insert into room (id, workspace_id, template_id, name, name_key, description, enabled, region,
                            large_room, size, max_duration_seconds, recording_info, polls, webhook, created_at, updated_at)
                        values (:id, :workspace, :template, :name, :nameKey, :description, :enabled, :region,
                            :largeRoom, :size, :maxDuration, :recording, :polls, :webhook, :createdAt, :updatedAt)
                        on conflict (id) do update set template_id = excluded.template_id, name = excluded.name,
                            name_key = excluded.name_key, description = excluded.description,
                            enabled = excluded.enabled, region = excluded.region, large_room = excluded.large_room,
                            size = excluded.size, max_duration_seconds = excluded.max_duration_seconds,
                            recording_info = excluded.recording_info, polls = excluded.polls,
                            webhook = excluded.webhook, updated_at = excluded.updated_at
                        """)
                .bind("id", room.id().text())
                .bind("workspace", room.workspaceId().text())
                .bind("template", room.templateId().text())
                .bind("name", room.name())
                .bind("nameKey", room.nameKey())
                .bind("description", room.description())
                .bind("enabled", room.enabled())
                .bind("region", room.region())
                .bind("largeRoom", room.largeRoom())
                .bind("size", room.size())
                .bind("maxDuration", room.maxDurationSeconds())
                .bind("recording", text(sealed(room)))
                .bind("polls", Json.write(room.polls()))
                .bind("webhook", text(room.webhook()))
                .bind("createdAt", room.createdAt().toEpochMilli())
                .bind("updatedAt", room.updatedAt().toEpochMilli())
                .execute();
    }

    private Room read(ResultSet row) throws SQLException {
        return new Room(
                new RoomId(row.getString("id")),
                new WorkspaceId(row.getString("workspace_id")),
                new TemplateId(row.getString("template_id")),
                row.getString("name"),
                row.getString("description"),
                row.getBoolean("enabled"),
                row.getString("region"),
                row.getBoolean("large_room"),
                whole(row, "size"),
                whole(row, "max_duration_seconds"),
                recording(row),
                List.of(Json.read(row.getString("polls"), String[].class)),
                object(row.getString("webhook")),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("updated_at")));
    }

    private @Nullable ObjectNode sealed(Room room) {
        ObjectNode info = room.recordingInfo();
        return info == null ? null : credentials.seal(info, room.id().text());
    }

    private @Nullable ObjectNode recording(ResultSet row) throws SQLException {
        ObjectNode info = object(row.getString("recording_info"));
        return info == null ? null : credentials.open(info, row.getString("id"));
    }

    private static @Nullable Integer whole(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : value;
    }

    private static @Nullable ObjectNode object(@Nullable String text) {
        return text == null ? null : Json.readObject(text);
    }

    private static @Nullable String text(@Nullable ObjectNode object) {
        return object == null ? null : Json.write(object);
    }
}
