package dev.foyer.roomcode;

import dev.foyer.kernel.Ids;
import dev.foyer.kernel.Redacted;
import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.RefusalCode;
import dev.foyer.kernel.RoomCodeId;
import dev.foyer.kernel.RoomId;
import dev.foyer.kernel.WorkspaceId;
import dev.foyer.room.Room;
import dev.foyer.room.Rooms;
import dev.foyer.template.Template;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rules for room codes. Creating is idempotent: a role that has an enabled code keeps its oldest one. */
public final class RoomCodes {
    private static final int MAX_PER_ROOM = 100;
    private static final int MAX_LENGTH = 64;

    private final RoomCodeStore store;
    private final Rooms rooms;
    private final CodeGenerator generator;
    private final Ids ids;
    private final InstantSource clock;

    public RoomCodes(RoomCodeStore store, Rooms rooms, CodeGenerator generator, Ids ids, InstantSource clock) {
        this.store = store;
        this.rooms = rooms;
        this.generator = generator;
        this.ids = ids;
        this.clock = clock;
    }

    /** One enabled code for every role of the room's template, in its order; codes of roles that are gone are disabled. */
    public List<RoomCode> createForRoom(WorkspaceId workspace, RoomId id) {
        Template template = rooms.templateOf(open(workspace, id));
        return store.write(id, writer -> {
            List<RoomCode> all = writer.all();
            for (RoomCode code : all) {
                if (code.enabled() && template.role(code.role()).isEmpty()) {
                    writer.update(switched(code, false));
                }
            }
            List<RoomCode> codes = new ArrayList<>();
            int count = all.size();
            for (String role : template.roles().keySet()) {
                RoomCode before = firstEnabled(all, role).orElse(null);
                codes.add(before == null ? insert(writer, id, role, count++) : before);
            }
            return codes;
        });
    }

    /**
     * The code of one role.
     *
     * @param another true to get a further code although the role has an enabled one
     */
    public RoomCode createForRole(WorkspaceId workspace, RoomId id, String role, boolean another) {
        requireRole(rooms.templateOf(open(workspace, id)), role);
        return store.write(id, writer -> {
            List<RoomCode> all = writer.all();
            Optional<RoomCode> before = another ? Optional.empty() : firstEnabled(all, role);
            return before.orElseGet(() -> insert(writer, id, role, all.size()));
        });
    }

    /** Codes of a room, oldest first, disabled ones too; null filters let everything through. */
    public List<RoomCode> list(WorkspaceId workspace, RoomId id, @Nullable String role, @Nullable Boolean enabled) {
        Template template = rooms.templateOf(open(workspace, id));
        if (role != null) {
            requireRole(template, role);
        }
        return store.ofRoom(id).stream()
                .filter(code -> role == null || code.role().equals(role))
                .filter(code -> enabled == null || code.enabled() == enabled)
                .toList();
    }

    /** Switches a code on or off. */
    public RoomCode enable(WorkspaceId workspace, String letters, boolean enabled) {
        RoomCode code = find(letters).orElseThrow(() -> Refusal.of(RefusalCode.CODE_NOT_FOUND));
        Room room = rooms.find(code.roomId())
                .filter(found -> found.workspaceId().equals(workspace))
                .orElseThrow(() -> Refusal.of(RefusalCode.CODE_NOT_FOUND));
        if (enabled && rooms.templateOf(room).role(code.role()).isEmpty()) {
            throw Refusal.of(RefusalCode.CODE_NOT_ENABLEABLE);
        }
        return store.write(room.id(), writer -> {
            RoomCode current = writer.all().stream()
                    .filter(other -> other.id().equals(code.id()))
                    .findFirst()
                    .orElseThrow(() -> Refusal.of(RefusalCode.CODE_NOT_FOUND));
            if (current.enabled() == enabled) {
                return current;
            }
            RoomCode changed = switched(current, enabled);
            writer.update(changed);
            return changed;
        });
    }

    /** Looks a code up as a person types it: case and blanks around do not matter. */
    public Optional<RoomCode> find(String letters) {
        String code = letters.strip().toLowerCase(Locale.ROOT);
        return code.isEmpty() || code.length() > MAX_LENGTH ? Optional.empty() : store.findByCode(code);
    }

    private Room open(WorkspaceId workspace, RoomId id) {
        Room room = rooms.get(workspace, id);
        if (!room.enabled()) {
            throw Refusal.of(RefusalCode.ROOM_DISABLED);
        }
        return room;
    }

    private static void requireRole(Template template, String role) {
        if (template.role(role).isEmpty()) {
            throw Refusal.of(RefusalCode.ROLE_NOT_FOUND);
        }
    }

    private static Optional<RoomCode> firstEnabled(List<RoomCode> codes, String role) {
        return codes.stream()
                .filter(code -> code.enabled() && code.role().equals(role))
                .findFirst();
    }

    private RoomCode insert(RoomCodeStore.Writer writer, RoomId room, String role, int count) {
        if (count >= MAX_PER_ROOM) {
            throw Refusal.of(RefusalCode.TOO_MANY_CODES);
        }
        Instant now = now();
        while (true) {
            RoomCode code = new RoomCode(
                    new RoomCodeId(ids.next()), room, role, true, new Redacted(generator.next()), now, now);
            if (writer.insert(code)) {
                return code;
            }
        }
    }

    private RoomCode switched(RoomCode code, boolean enabled) {
        return new RoomCode(code.id(), code.roomId(), code.role(), enabled, code.code(), code.createdAt(), now());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
