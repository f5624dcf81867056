package dev.foyer.roomcode;

import dev.foyer.kernel.Json;
import dev.foyer.kernel.RoomCodeId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Usage of codes in SQL. */
public final class JdbiUsageStore implements UsageStore {
    private final Jdbi jdbi;

    public JdbiUsageStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void add(Map<String, Usage> byCode) {
        // In the order of ids: two processes that add at once then wait for each other instead of blocking each other.
        jdbi.useTransaction(handle -> new TreeMap<>(byCode).forEach((code, usage) -> add(handle, code, usage)));
    }

    @Override
    public Optional<Usage> find(RoomCodeId code) {
        return jdbi.withHandle(handle -> find(handle, code.text()));
    }

    private static void add(Handle handle, String code, Usage more) {
        // Makes the row and takes its lock, so that reading, adding and writing is one step; a code that is gone has
        // none.
        int locked = handle.createUpdate("""
                        insert into code_usage (code_id, exchanged, joined, refused, devices)
                        select id, 0, 0, '{}', '' from room_code where id = :code
                        on conflict (code_id) do update set exchanged = code_usage.exchanged
                        """).bind("code", code).execute();
        if (locked == 0) {
            return;
        }
        Usage before = find(handle, code).orElseGet(Usage::none);
        Map<String, Long> refused = new TreeMap<>(before.refused());
        more.refused().forEach((why, count) -> refused.merge(why, count, Long::sum));
        DeviceSketch devices = before.devices();
        devices.merge(more.devices());
        Instant last = later(before.lastUsed(), more.lastUsed());
        handle.createUpdate("""
                        update code_usage set exchanged = exchanged + :exchanged, joined = joined + :joined,
                            refused = :refused, devices = :devices, last_used_at = :last where code_id = :code
                        """)
                .bind("code", code)
                .bind("exchanged", more.exchanged())
                .bind("joined", more.joined())
                .bind("refused", Json.write(refused))
                .bind("devices", devices.text())
                .bind("last", last == null ? null : (Long) last.toEpochMilli())
                .execute();
    }

    private static Optional<Usage> find(Handle handle, String code) {
        return handle.createQuery("select * from code_usage where code_id = :code")
                .bind("code", code)
                .map((row, context) -> read(row))
                .findOne();
    }

    private static Usage read(ResultSet row) throws SQLException {
        long last = row.getLong("last_used_at");
        boolean never = row.wasNull();
        return new Usage(
                row.getLong("exchanged"),
                row.getLong("joined"),
                counts(Json.readObject(row.getString("refused"))),
                DeviceSketch.of(row.getString("devices")),
                never ? null : Instant.ofEpochMilli(last));
    }

    private static Map<String, Long> counts(ObjectNode json) {
        Map<String, Long> counts = new TreeMap<>();
        json.properties()
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue().asLong(0)));
        return counts;
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isAfter(one)) ? other : one;
    }
}
