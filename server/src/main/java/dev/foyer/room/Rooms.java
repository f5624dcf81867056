package dev.foyer.room;

import dev.foyer.kernel.Ids;
import dev.foyer.kernel.Page;
import dev.foyer.kernel.PageRequest;
import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.RefusalCode;
import dev.foyer.kernel.RoomId;
import dev.foyer.kernel.TemplateId;
import dev.foyer.kernel.WorkspaceId;
import dev.foyer.template.Template;
import dev.foyer.template.TemplateStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Rules for rooms. */
public final class Rooms {
    private final RoomStore store;
    private final TemplateStore templates;
    private final Ids ids;
    private final InstantSource clock;
    private final List<RoomChangeListener> listeners = new CopyOnWriteArrayList<>();

    public Rooms(RoomStore store, TemplateStore templates, Ids ids, InstantSource clock) {
        this.store = store;
        this.templates = templates;
        this.ids = ids;
        this.clock = clock;
    }

    /** Tells this listener, too, of every write from now on; after the write, on the thread of its caller. */
    public void tell(RoomChangeListener listener) {
        listeners.add(listener);
    }

    /** Creates a room. When the workspace has one of that name, that one takes the members of the body and is returned. */
    public Room createOrUpdate(WorkspaceId workspace, ObjectNode body) {
        if (body.has("template")) {
            throw Refusal.saying(RefusalCode.INVALID_BODY, "Invalid body param: template. Use template_id");
        }
        RoomPatch patch = RoomPatch.read(body);
        TemplateId template = template(workspace, patch.templateId());
        Optional<TemplateId> standard = templates.findStandard(workspace).map(Template::id);
        String given = patch.name();
        String name = given == null ? UUID.randomUUID().toString() : given;
        return told(store.write(workspace, writer -> {
            Room before = writer.findByName(name).orElse(null);
            Room base = before == null ? fresh(workspace, orStandard(template, standard), name) : before;
            Room room = patch.applyTo(base, template, before == null ? base.createdAt() : now());
            writer.save(room);
            return room;
        }));
    }

    /** Changes what the body names. */
    public Room update(WorkspaceId workspace, RoomId id, ObjectNode body) {
        RoomPatch patch = RoomPatch.read(body);
        String wanted = patch.templateId();
        TemplateId template = wanted == null ? null : template(workspace, wanted);
        return change(workspace, id, patch, template);
    }

    /** Switches a room on or off; people inside stay. */
    public Room enable(WorkspaceId workspace, RoomId id, boolean enabled) {
        return change(workspace, id, RoomPatch.ofEnabled(enabled), null);
    }

    public Room get(WorkspaceId workspace, RoomId id) {
        return owned(workspace, store.find(id));
    }

    /** By id, or by name when no room has that id. */
    public Room getByIdOrName(WorkspaceId workspace, String idOrName) {
        Optional<Room> room = store.find(new RoomId(idOrName))
                .filter(found -> found.workspaceId().equals(workspace))
                .or(() -> store.findByName(workspace, idOrName));
        return owned(workspace, room);
    }

    /** Any workspace's room; for joins, where the token was checked before. */
    public Optional<Room> find(RoomId id) {
        return store.find(id);
    }

    public Page<Room> list(WorkspaceId workspace, RoomFilter filter, PageRequest page) {
        return Page.cut(
                page.limit(),
                store.list(workspace, filter, page),
                room -> room.id().text());
    }

    /** The template of a room. */
    public Template templateOf(Room room) {
        return templates
                .find(room.templateId())
                .orElseThrow(() -> new IllegalStateException("room " + room.id() + " has no template"));
    }

    private Room change(WorkspaceId workspace, RoomId id, RoomPatch patch, @Nullable TemplateId template) {
        return told(store.write(workspace, writer -> {
            Room before = owned(workspace, writer.find(id));
            String name = patch.name();
            if (name != null
                    && writer.findByName(name)
                            .filter(other -> !other.id().equals(id))
                            .isPresent()) {
                throw Refusal.of(RefusalCode.INVALID_BODY, "Invalid body param: name is used by another room");
            }
            Room room = patch.applyTo(before, template, now());
            writer.save(room);
            return room;
        }));
    }

    private Room told(Room room) {
        listeners.forEach(listener -> listener.changed(room));
        return room;
    }

    private @Nullable TemplateId template(WorkspaceId workspace, @Nullable String wanted) {
        if (wanted == null) {
            return null;
        }
        Optional<Template> found = wanted.isBlank() ? Optional.empty() : templates.find(new TemplateId(wanted));
        return found.filter(template -> template.workspaceId().equals(workspace))
                .map(Template::id)
                .orElseThrow(() -> Refusal.of(RefusalCode.TEMPLATE_UNKNOWN));
    }

    private static TemplateId orStandard(@Nullable TemplateId wanted, Optional<TemplateId> standard) {
        return wanted != null ? wanted : standard.orElseThrow(() -> Refusal.of(RefusalCode.TEMPLATE_UNKNOWN));
    }

    private static Room owned(WorkspaceId workspace, Optional<Room> room) {
        return room.filter(found -> found.workspaceId().equals(workspace))
                .orElseThrow(() -> Refusal.of(RefusalCode.ROOM_NOT_FOUND));
    }

    private Room fresh(WorkspaceId workspace, TemplateId template, String name) {
        Instant now = now();
        return new Room(
                new RoomId(ids.next()),
                workspace,
                template,
                name,
                "",
                true,
                "auto",
                false,
                null,
                null,
                null,
                List.of(),
                null,
                now,
                now);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
