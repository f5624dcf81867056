package dev.foyer.roomcode;

import dev.foyer.kernel.Fields;
import dev.foyer.kernel.Ids;
import dev.foyer.kernel.Page;
import dev.foyer.kernel.PageRequest;
import dev.foyer.kernel.Redacted;
import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.RefusalCode;
import dev.foyer.kernel.RoomCodeId;
import dev.foyer.kernel.RoomId;
import dev.foyer.kernel.WorkspaceId;
import dev.foyer.room.Room;
import dev.foyer.room.Rooms;
import dev.foyer.template.Template;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Rules for room codes. Creating is idempotent: a role that has an enabled plain code keeps its oldest one. */
public final class RoomCodes {
    /** Codes of a room that are for no single person, disabled ones too, rotated ones not. */
    private static final int MAX_PER_ROOM = 100;
    /** Codes of a room that are for one person each. */
    static final int MAX_PERSONAL = 10_000;

    private static final Duration KEEP_RETIRED = Duration.ofDays(30);

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

    /** A code with the room and template it belongs to. */
    public record Found(RoomCode code, Room room, Template template) {}

    /** One enabled code for every role of the room's template, in its order; codes of roles that are gone are disabled. */
    public List<RoomCode> createForRoom(WorkspaceId workspace, RoomId id) {
        Template template = rooms.templateOf(open(workspace, id));
        return store.write(id, writer -> {
            writer.disableExcept(template.roles().keySet(), now());
            List<RoomCode> all = writer.shared();
            List<RoomCode> codes = new ArrayList<>();
            int more = 0;
            for (String role : template.roles().keySet()) {
                RoomCode before = firstEnabled(all, role).orElse(null);
                codes.add(before == null ? add(writer, all, more++, fresh(id, role, CodePolicy.NONE)) : before);
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
        return createForRole(workspace, id, role, another, CodePolicy.NONE);
    }

    /** As {@link #createForRole(WorkspaceId, RoomId, String, boolean)}; with a policy it is always a further code. */
    public RoomCode createForRole(WorkspaceId workspace, RoomId id, String role, boolean another, CodePolicy policy) {
        requireRole(rooms.templateOf(open(workspace, id)), role);
        return store.write(id, writer -> {
            List<RoomCode> all = writer.shared();
            Optional<RoomCode> before = another || !policy.isNone() ? Optional.empty() : firstEnabled(all, role);
            return before.orElseGet(() -> add(writer, all, 0, fresh(id, role, policy)));
        });
    }

    /** One code for each person, all or none, in the order given. */
    public List<RoomCode> createForPeople(WorkspaceId workspace, RoomId id, String role, List<CodePolicy> policies) {
        requireRole(rooms.templateOf(open(workspace, id)), role);
        return store.write(id, writer -> {
            if (writer.personal() + policies.size() > MAX_PERSONAL) {
                throw Refusal.of(RefusalCode.TOO_MANY_CODES);
            }
            return insert(
                    writer,
                    policies.stream().map(policy -> fresh(id, role, policy)).toList());
        });
    }

    /** The codes of a room that are for no single person, oldest first; null filters let everything through. */
    public List<RoomCode> list(WorkspaceId workspace, RoomId id, @Nullable String role, @Nullable Boolean enabled) {
        requireListable(workspace, id, role);
        Instant now = now();
        return store.ofRoom(id).stream()
                .map(code -> code.at(now))
                .filter(code -> role == null || code.role().equals(role))
                .filter(code -> enabled == null || code.enabled() == enabled)
                .toList();
    }

    /** A page of all codes of a room, oldest first. */
    public Page<RoomCode> page(
            WorkspaceId workspace, RoomId id, @Nullable String role, @Nullable Boolean enabled, PageRequest page) {
        requireListable(workspace, id, role);
        Instant now = now();
        List<RoomCode> rows = store.list(id, new RoomCodeStore.Filter(role, enabled, now), page.start(), page.limit());
        return Page.cut(page.limit(), rows, code -> code.id().text()).map(code -> code.at(now));
    }

    /** Switches a code on or off. */
    public RoomCode enable(WorkspaceId workspace, String letters, boolean enabled) {
        return change(workspace, letters, enabled, before -> before);
    }

    /**
     * Switches a code on or off and changes its policy.
     *
     * @param enabled null leaves it as it is
     */
    public RoomCode change(
            WorkspaceId workspace, String letters, @Nullable Boolean enabled, UnaryOperator<CodePolicy> policy) {
        Found found = owned(workspace, find(letters));
        if (enabled != null && enabled) {
            requireEnableable(found);
        }
        return store.write(found.room().id(), writer -> {
            RoomCode current = current(writer, found);
            CodePolicy changed = policy.apply(current.policy());
            RoomCode code = changed.equals(current.policy()) ? current : current.with(changed, now());
            if (enabled != null && code.enabled() != enabled) {
                code = code.switched(enabled, now());
            }
            if (!code.equals(current)) {
                writer.update(code);
            }
            return code;
        });
    }

    /**
     * A new code of the same role and policy takes the place of this one.
     *
     * @param grace so long the old one keeps working
     */
    public RoomCode rotate(WorkspaceId workspace, String letters, Duration grace) {
        Found found = owned(workspace, find(letters));
        requireEnableable(found);
        return store.write(found.room().id(), writer -> {
            RoomCode current = current(writer, found);
            if (current.retiresAt() != null) {
                throw Fields.invalid("code has been rotated already");
            }
            writer.forgetRetired(now().minus(KEEP_RETIRED));
            writer.update(current.retiring(now().plus(grace), now()));
            RoomCode next = fresh(current.roomId(), current.role(), current.policy());
            return insert(writer, List.of(next.of(current.kind()))).getFirst();
        });
    }

    /** A code of the workspace by its id. */
    public Found get(WorkspaceId workspace, RoomCodeId id) {
        return owned(workspace, store.find(id));
    }

    /** Looks a code up as a person types it: case, hyphens and blanks around do not matter. */
    public Optional<RoomCode> find(String letters) {
        List<String> spellings = Spelling.of(letters);
        return spellings.isEmpty()
                ? Optional.empty()
                : store.findByCode(spellings).map(code -> code.at(clock.instant()));
    }

    /** The plain code of a role, as {@link #createForRole} would give it back; whoever's room it is. */
    public Optional<RoomCode> findPlain(RoomId room, String role) {
        Instant now = clock.instant();
        return firstEnabled(
                store.ofRoom(room).stream().map(code -> code.at(now)).toList(), role);
    }

    /** As it is now, whoever's it is; for joins, where the token was checked before. */
    public Optional<RoomCode> find(RoomCodeId id) {
        return store.find(id).map(code -> code.at(clock.instant()));
    }

    private Found owned(WorkspaceId workspace, Optional<RoomCode> wanted) {
        RoomCode code = wanted.orElseThrow(() -> Refusal.of(RefusalCode.CODE_NOT_FOUND));
        Room room = rooms.find(code.roomId())
                .filter(found -> found.workspaceId().equals(workspace))
                .orElseThrow(() -> Refusal.of(RefusalCode.CODE_NOT_FOUND));
        return new Found(code, room, rooms.templateOf(room));
    }

    private RoomCode current(RoomCodeStore.Writer writer, Found found) {
        return writer.find(found.code().id())
                .map(code -> code.at(now()))
                .orElseThrow(() -> Refusal.of(RefusalCode.CODE_NOT_FOUND));
    }

    private static void requireEnableable(Found found) {
        if (found.template().role(found.code().role()).isEmpty()) {
            throw Refusal.of(RefusalCode.CODE_NOT_ENABLEABLE);
        }
    }

    private void requireListable(WorkspaceId workspace, RoomId id, @Nullable String role) {
        Template template = rooms.templateOf(open(workspace, id));
        if (role != null) {
            requireRole(template, role);
        }
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
                .filter(code -> code.kind() == RoomCode.Kind.PLAIN && code.enabled() && code.retiresAt() == null)
                .filter(code -> code.role().equals(role))
                .findFirst();
    }

    /** @param more how many were added to {@code shared} meanwhile */
    private RoomCode add(RoomCodeStore.Writer writer, List<RoomCode> shared, int more, RoomCode code) {
        boolean person = code.kind() == RoomCode.Kind.PERSONAL;
        long count = person
                ? writer.personal()
                : more
                        + shared.stream()
                                .filter(other -> other.retiresAt() == null)
                                .count();
        if (count >= (person ? MAX_PERSONAL : MAX_PER_ROOM)) {
            throw Refusal.of(RefusalCode.TOO_MANY_CODES);
        }
        return insert(writer, List.of(code)).getFirst();
    }

    /** Stores them; those whose letters were taken get others. */
    private List<RoomCode> insert(RoomCodeStore.Writer writer, List<RoomCode> codes) {
        List<RoomCode> done = new ArrayList<>(codes);
        List<RoomCode> open = codes;
        while (!open.isEmpty()) {
            List<RoomCode> taken = writer.insert(open);
            open = taken.stream()
                    .map(code -> code.spelled(new Redacted(generator.next())))
                    .toList();
            for (int i = 0; i < open.size(); i++) {
                done.set(done.indexOf(taken.get(i)), open.get(i));
            }
        }
        return List.copyOf(done);
    }

    private RoomCode fresh(RoomId room, String role, CodePolicy policy) {
        Instant now = now();
        return new RoomCode(
                new RoomCodeId(ids.next()),
                room,
                role,
                true,
                new Redacted(generator.next()),
                RoomCode.Kind.of(policy),
                policy,
                0,
                null,
                now,
                now);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
