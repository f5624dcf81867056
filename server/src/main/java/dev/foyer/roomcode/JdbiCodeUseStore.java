package dev.foyer.roomcode;

import dev.foyer.kernel.RoomCodeId;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** Uses of codes in SQL. */
public final class JdbiCodeUseStore implements CodeUseStore {
    private final Jdbi jdbi;

    public JdbiCodeUseStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Optional<String> take(Use use, RoomCodeId code, @Nullable String device) {
        return jdbi.inTransaction(handle -> take(handle, use, code, device));
    }

    @Override
    public boolean keep(Use use, RoomCodeId code) {
        return jdbi.inTransaction(
                handle -> renew(handle, use) || take(handle, use, code, null).isPresent());
    }

    private static Optional<String> take(Handle handle, Use use, RoomCodeId code, @Nullable String device) {
        Optional<String> own = ofDevice(handle, use, code, device);
        if (own.isPresent()) {
            return own;
        }
        if (!count(handle, code) && !countLapsed(handle, use, code)) {
            // Another call of the same device may have taken the last one meanwhile.
            return ofDevice(handle, use, code, device);
        }
        if (insert(handle, use, code, device)) {
            return Optional.of(use.id());
        }
        // Another call of the same device was faster: one of the two is too many.
        handle.createUpdate("update room_code set uses = uses - 1 where id = :code")
                .bind("code", code.text())
                .execute();
        return ofDevice(handle, use, code, device);
    }

    /** The one statement that counts: the row's lock lets callers through one after the other, each seeing the last. */
    private static boolean count(Handle handle, RoomCodeId code) {
        return handle.createUpdate("update room_code set uses = uses + 1 where id = :code and uses < max_uses")
                        .bind("code", code.text())
                        .execute()
                == 1;
    }

    private static boolean countLapsed(Handle handle, Use use, RoomCodeId code) {
        int lapsed = handle.createUpdate(
                        "delete from code_use where code_id = :code and joined_at is null and lapses_at <= :now")
                .bind("code", code.text())
                .bind("now", use.now().toEpochMilli())
                .execute();
        return lapsed > 0
                && handle.createUpdate("update room_code set uses = uses - :lapsed where id = :code")
                                .bind("code", code.text())
                                .bind("lapsed", lapsed)
                                .execute()
                        == 1
                && count(handle, code);
    }

    private static boolean insert(Handle handle, Use use, RoomCodeId code, @Nullable String device) {
        Update insert = handle.createUpdate("""
                        insert into code_use (id, code_id, device_hash, lapses_at, joined_at)
                        values (:id, :code, :device, :lapses, :joined)
                        on conflict (code_id, device_hash) do nothing
                        """).bind("code", code.text()).bind("device", device);
        return bound(insert, use).execute() == 1;
    }

    private static boolean renew(Handle handle, Use use) {
        Update update = handle.createUpdate("""
                update code_use set lapses_at = :lapses, joined_at = coalesce(joined_at, :joined) where id = :id
                """);
        return bound(update, use).execute() == 1;
    }

    private static Optional<String> ofDevice(Handle handle, Use use, RoomCodeId code, @Nullable String device) {
        if (device == null) {
            return Optional.empty();
        }
        return handle.createQuery("""
                        update code_use set lapses_at = :lapses where code_id = :code and device_hash = :device
                        returning id
                        """)
                .bind("code", code.text())
                .bind("device", device)
                .bind("lapses", use.lapses().toEpochMilli())
                .mapTo(String.class)
                .findOne();
    }

    private static Update bound(Update update, Use use) {
        Long joined = use.joined() ? use.now().toEpochMilli() : null;
        return update.bind("id", use.id())
                .bind("lapses", use.lapses().toEpochMilli())
                .bind("joined", joined);
    }
}
