package dev.foyer.roomcode;

import dev.foyer.kernel.Redacted;
import dev.foyer.kernel.RoomCodeId;
import dev.foyer.kernel.RoomId;
import dev.foyer.workspace.KeyRing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Room codes in SQL. */
public final class JdbiRoomCodeStore implements RoomCodeStore {
    private final Jdbi jdbi;
    private final KeyRing keys;

    public JdbiRoomCodeStore(Jdbi jdbi, KeyRing keys) {
        this.jdbi = jdbi;
        this.keys = keys;
    }

    @Override
    public Optional<RoomCode> findByCode(String code) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from room_code where code_hash in (<hashes>)")
                .bindList("hashes", keys.fingerprints(code))
                .map((row, context) -> read(row))
                .findFirst());
    }

    @Override
    public List<RoomCode> ofRoom(RoomId room) {
        return jdbi.withHandle(handle -> all(handle, room));
    }

    @Override
    public <T> T write(RoomId room, Function<Writer, T> work) {
        return jdbi.inTransaction(handle -> {
            // Takes the row lock of the room on PostgreSQL; SQLite has one writer anyway.
            handle.createUpdate("update room set name = name where id = :id")
                    .bind("id", room.text())
                    .execute();
            return work.apply(new HandleWriter(handle, room));
        });
    }

    private final class HandleWriter implements Writer {
        private final Handle handle;
        private final RoomId room;

        HandleWriter(Handle handle, RoomId room) {
            this.handle = handle;
            this.room = room;
        }

        @Override
        public List<RoomCode> all() {
            return JdbiRoomCodeStore.this.all(handle, room);
        }

        @Override
        public boolean insert(RoomCode code) {
            return handle.createUpdate("""
                            insert into room_code (id, room_id, role, enabled, code_hash, code_sealed, created_at, updated_at)
                            values (:id, :room, :role, :enabled, :hash, :sealed, :createdAt, :updatedAt)
                            on conflict (code_hash) do nothing
                            """)
                            .bind("id", code.id().text())
                            .bind("room", code.roomId().text())
                            .bind("role", code.role())
                            .bind("enabled", code.enabled())
                            .bind("hash", keys.fingerprint(code.code().value()))
                            .bind(
                                    "sealed",
                                    keys.seal(code.code().value(), code.id().text()))
                            .bind("createdAt", code.createdAt().toEpochMilli())
                            .bind("updatedAt", code.updatedAt().toEpochMilli())
                            .execute()
                    == 1;
        }

        @Override
        public void update(RoomCode code) {
            handle.createUpdate("update room_code set enabled = :enabled, updated_at = :updatedAt where id = :id")
                    .bind("id", code.id().text())
                    .bind("enabled", code.enabled())
                    .bind("updatedAt", code.updatedAt().toEpochMilli())
                    .execute();
        }
    }

    private List<RoomCode> all(Handle handle, RoomId room) {
        return handle.createQuery("select * from room_code where room_id = :room order by id")
                .bind("room", room.text())
                .map((row, context) -> read(row))
                .list();
    }

    private RoomCode read(ResultSet row) throws SQLException {
        String id = row.getString("id");
        return new RoomCode(
                new RoomCodeId(id),
                new RoomId(row.getString("room_id")),
                row.getString("role"),
                row.getBoolean("enabled"),
                new Redacted(keys.open(row.getString("code_sealed"), id)),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("updated_at")));
    }
}
