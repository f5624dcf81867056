package dev.foyer.gate;

import dev.foyer.kernel.RoomCodeId;
import dev.foyer.kernel.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Switches in SQL. */
public final class JdbiSwitchStore implements SwitchStore {
    private static final String CODES =
            "select count(*) from room_code c join room r on r.id = c.room_id where c.enabled and r.workspace_id = :workspace";

    private final Jdbi jdbi;

    public JdbiSwitchStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Map<WorkspaceId, Long> versions() {
        return jdbi.withHandle(handle -> {
            Map<WorkspaceId, Long> versions = new HashMap<>();
            handle.createQuery("select workspace_id, version from gate_workspace")
                    .map((row, context) -> versions.put(new WorkspaceId(row.getString(1)), row.getLong(2)))
                    .list();
            return versions;
        });
    }

    @Override
    public WorkspaceGate load(WorkspaceId workspace) {
        return jdbi.withHandle(handle -> load(handle, workspace));
    }

    @Override
    public WorkspaceGate change(WorkspaceId workspace, Instant forget, UnaryOperator<WorkspaceGate> work) {
        return jdbi.inTransaction(handle -> {
            // Makes the row or takes its lock: changes of one workspace come one after the other.
            handle.createUpdate("""
                            insert into gate_workspace (workspace_id, epoch, version, uniform_answers)
                            values (:workspace, 0, 0, false)
                            on conflict (workspace_id) do update set version = gate_workspace.version
                            """).bind("workspace", workspace.text()).execute();
            WorkspaceGate before = load(handle, workspace);
            WorkspaceGate after = work.apply(before);
            if (after.equals(before)) {
                return before;
            }
            handle.createUpdate("""
                            update gate_workspace set epoch = :epoch, version = :version, uniform_answers = :uniform,
                                legacy_links = :legacy
                            where workspace_id = :workspace
                            """)
                    .bind("workspace", workspace.text())
                    .bind("epoch", after.epoch())
                    .bind("version", before.version() + 1)
                    .bind("uniform", after.uniform())
                    .bind("legacy", after.legacy())
                    .execute();
            after.switches().forEach((target, value) -> {
                if (!value.equals(before.switches().get(target))) {
                    save(handle, value);
                }
            });
            handle.createUpdate(
                            "delete from gate_switch where workspace_id = :workspace and not is_off and changed_at < :forget")
                    .bind("workspace", workspace.text())
                    .bind("forget", forget.toEpochMilli())
                    .execute();
            return load(handle, workspace);
        });
    }

    @Override
    public boolean hasCode(WorkspaceId workspace, RoomCodeId id) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                                select count(*) from room_code c join room r on r.id = c.room_id
                                where c.id = :id and r.workspace_id = :workspace
                                """)
                        .bind("id", id.text())
                        .bind("workspace", workspace.text())
                        .mapTo(Integer.class)
                        .one())
                > 0;
    }

    @Override
    public int countCodes(SwitchTarget target) {
        String narrowed = switch (target.scope()) {
            case WORKSPACE -> "";
            case TEMPLATE -> " and r.template_id = :id";
            case ROLE -> " and r.template_id = :id and c.role = :role";
            case ROOM -> " and r.id = :id";
            case CODE -> " and c.id = :id";
        };
        Map<String, String> values = new HashMap<>();
        values.put("workspace", target.workspace().text());
        if (target.scope() != SwitchScope.WORKSPACE) {
            values.put("id", target.id());
        }
        if (target.scope() == SwitchScope.ROLE) {
            values.put("role", target.role());
        }
        return jdbi.withHandle(handle -> handle.createQuery(CODES + narrowed)
                .bindMap(values)
                .mapTo(Integer.class)
                .one());
    }

    private static WorkspaceGate load(Handle handle, WorkspaceId workspace) {
        // The workspace before its switches: on PostgreSQL a change between the two may be seen only by the second.
        Optional<WorkspaceGate> head = handle.createQuery(
                        "select * from gate_workspace where workspace_id = :workspace")
                .bind("workspace", workspace.text())
                .map((row, context) -> new WorkspaceGate(
                        row.getLong("version"),
                        row.getLong("epoch"),
                        row.getBoolean("uniform_answers"),
                        row.getBoolean("legacy_links"),
                        Map.of()))
                .findOne();
        if (head.isEmpty()) {
            return WorkspaceGate.OPEN;
        }
        Map<SwitchTarget, Switch> switches = new HashMap<>();
        handle.createQuery("select * from gate_switch where workspace_id = :workspace")
                .bind("workspace", workspace.text())
                .map((row, context) -> read(workspace, row))
                .forEach(value -> switches.put(value.target(), value));
        WorkspaceGate gate = head.get();
        return new WorkspaceGate(gate.version(), gate.epoch(), gate.uniform(), gate.legacy(), switches);
    }

    private static void save(Handle handle, Switch value) {
        Instant reopens = value.reopensAt();
        handle.createUpdate("""
                        insert into gate_switch (workspace_id, scope, target_id, role, is_off, send_out, epoch, reason,
                            reopens_at, changed_at)
                        values (:workspace, :scope, :target, :role, :off, :sendOut, :epoch, :reason, :reopensAt, :changedAt)
                        on conflict (workspace_id, scope, target_id, role) do update set is_off = excluded.is_off,
                            send_out = excluded.send_out, epoch = excluded.epoch, reason = excluded.reason,
                            reopens_at = excluded.reopens_at, changed_at = excluded.changed_at
                        """)
                .bind("workspace", value.target().workspace().text())
                .bind("scope", value.target().scope().wire())
                .bind("target", value.target().id())
                .bind("role", value.target().role())
                .bind("off", value.off())
                .bind("sendOut", value.sendOut())
                .bind("epoch", value.epoch())
                .bind("reason", value.reason())
                .bind("reopensAt", reopens == null ? null : reopens.toEpochMilli())
                .bind("changedAt", value.changedAt().toEpochMilli())
                .execute();
    }

    private static Switch read(WorkspaceId workspace, ResultSet row) throws SQLException {
        SwitchScope scope = SwitchScope.of(row.getString("scope"))
                .orElseThrow(() -> new IllegalStateException("a switch has an unknown scope"));
        return new Switch(
                new SwitchTarget(workspace, scope, row.getString("target_id"), row.getString("role")),
                row.getBoolean("is_off"),
                row.getBoolean("send_out"),
                row.getLong("epoch"),
                row.getString("reason"),
                time(row, "reopens_at"),
                Instant.ofEpochMilli(row.getLong("changed_at")));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
