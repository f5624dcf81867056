package dev.foyer.roomcode;

import dev.foyer.kernel.Redacted;
import dev.foyer.kernel.RoomCodeId;
import dev.foyer.kernel.RoomId;
import dev.foyer.workspace.KeyRing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Room codes in SQL. */
public final class JdbiRoomCodeStore implements RoomCodeStore {
    private static final String SHARED =
            "select * from room_code where room_id = :room and kind <> 'personal' order by id";

    private final Jdbi jdbi;
    private final KeyRing keys;

    public JdbiRoomCodeStore(Jdbi jdbi, KeyRing keys) {
        this.jdbi = jdbi;
        this.keys = keys;
    }

    @Override
    public Optional<RoomCode> findByCode(Collection<String> spellings) {
        List<String> hashes = spellings.stream()
                .flatMap(code -> keys.fingerprints(code).stream())
                .toList();
        return jdbi.withHandle(handle -> handle.createQuery("select * from room_code where code_hash in (<hashes>)")
                .bindList("hashes", hashes)
                .map((row, context) -> read(row))
                .findFirst());
    }

    @Override
    public Optional<RoomCode> find(RoomCodeId id) {
        return jdbi.withHandle(handle -> find(handle, id));
    }

    @Override
    public List<RoomCode> ofRoom(RoomId room) {
        return jdbi.withHandle(handle -> shared(handle, room));
    }

    @Override
    public List<RoomCode> list(RoomId room, Filter filter, @Nullable String start, int limit) {
        Boolean enabled = filter.enabled();
        String on = "enabled and (retires_at is null or retires_at > :now)";
        String sql = "select * from room_code where room_id = :room"
                + (filter.role() == null ? "" : " and role = :role")
                + (enabled == null ? "" : enabled ? " and " + on : " and not (" + on + ")")
                + (start == null ? "" : " and id > :start")
                + " order by id limit :limit";
        return jdbi.withHandle(handle -> {
            Query query = handle.createQuery(sql).bind("room", room.text()).bind("limit", limit + 1);
            if (filter.role() != null) {
                query.bind("role", filter.role());
            }
            if (enabled != null) {
                query.bind("now", filter.now().toEpochMilli());
            }
            if (start != null) {
                query.bind("start", start);
            }
            return query.map((row, context) -> read(row)).list();
        });
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
        public List<RoomCode> shared() {
            return JdbiRoomCodeStore.this.shared(handle, room);
        }

        @Override
        public int personal() {
            return handle.createQuery("select count(*) from room_code where room_id = :room and kind = 'personal'"
                            + " and retires_at is null")
                    .bind("room", room.text())
                    .mapTo(Integer.class)
                    .one();
        }

        @Override
        public Optional<RoomCode> find(RoomCodeId id) {
            return JdbiRoomCodeStore.this.find(handle, id);
        }

        @Override
        public List<RoomCode> insert(List<RoomCode> codes) {
            if (codes.isEmpty()) {
                return List.of();
            }
            PreparedBatch batch = handle.prepareBatch("""
                    insert into room_code (id, room_id, role, enabled, code_hash, code_sealed, kind, policy, max_uses,
                        retires_at, created_at, updated_at)
                    values (:id, :room, :role, :enabled, :hash, :sealed, :kind, :policy, :maxUses, :retiresAt,
                        :createdAt, :updatedAt)
                    on conflict (code_hash) do nothing
                    """);
            for (RoomCode code : codes) {
                batch.bind("id", code.id().text())
                        .bind("room", code.roomId().text())
                        .bind("role", code.role())
                        .bind("enabled", code.enabled())
                        .bind("hash", keys.fingerprint(code.code().value()))
                        .bind("sealed", keys.seal(code.code().value(), code.id().text()))
                        .bind("kind", code.kind().name().toLowerCase(Locale.ROOT))
                        .bind("policy", PolicyJson.write(code.policy()))
                        .bind("maxUses", code.policy().maxUses())
                        .bind("retiresAt", millis(code.retiresAt()))
                        .bind("createdAt", code.createdAt().toEpochMilli())
                        .bind("updatedAt", code.updatedAt().toEpochMilli())
                        .add();
            }
            int[] stored = batch.execute();
            List<RoomCode> refused = new ArrayList<>();
            for (int i = 0; i < stored.length; i++) {
                if (stored[i] == 0) {
                    refused.add(codes.get(i));
                }
            }
            return refused;
        }

        @Override
        public void update(RoomCode code) {
            handle.createUpdate("""
                            update room_code set enabled = :enabled, policy = :policy, max_uses = :maxUses,
                                retires_at = :retiresAt, updated_at = :updatedAt where id = :id
                            """)
                    .bind("id", code.id().text())
                    .bind("enabled", code.enabled())
                    .bind("policy", PolicyJson.write(code.policy()))
                    .bind("maxUses", code.policy().maxUses())
                    .bind("retiresAt", millis(code.retiresAt()))
                    .bind("updatedAt", code.updatedAt().toEpochMilli())
                    .execute();
        }

        @Override
        public void disableExcept(Collection<String> roles, Instant now) {
            String others = roles.isEmpty() ? "" : " and role not in (<roles>)";
            var update = handle.createUpdate("update room_code set enabled = false, updated_at = :now"
                            + " where room_id = :room and enabled" + others)
                    .bind("room", room.text())
                    .bind("now", now.toEpochMilli());
            (roles.isEmpty() ? update : update.bindList("roles", List.copyOf(roles))).execute();
        }

        @Override
        public void forgetRetired(Instant before) {
            handle.createUpdate("delete from room_code where room_id = :room and retires_at < :before")
                    .bind("room", room.text())
                    .bind("before", before.toEpochMilli())
                    .execute();
        }
    }

    private List<RoomCode> shared(Handle handle, RoomId room) {
        return handle.createQuery(SHARED)
                .bind("room", room.text())
                .map((row, context) -> read(row))
                .list();
    }

    private Optional<RoomCode> find(Handle handle, RoomCodeId id) {
        return handle.createQuery("select * from room_code where id = :id")
                .bind("id", id.text())
                .map((row, context) -> read(row))
                .findOne();
    }

    private RoomCode read(ResultSet row) throws SQLException {
        String id = row.getString("id");
        long retires = row.getLong("retires_at");
        boolean lasting = row.wasNull();
        return new RoomCode(
                new RoomCodeId(id),
                new RoomId(row.getString("room_id")),
                row.getString("role"),
                row.getBoolean("enabled"),
                new Redacted(keys.open(row.getString("code_sealed"), id)),
                RoomCode.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                PolicyJson.read(row.getString("policy")),
                row.getInt("uses"),
                lasting ? null : Instant.ofEpochMilli(retires),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("updated_at")));
    }

    private static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }
}
