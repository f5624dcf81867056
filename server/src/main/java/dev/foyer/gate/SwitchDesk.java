package dev.foyer.gate;

import dev.foyer.kernel.Fields;
import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.RefusalCode;
import dev.foyer.kernel.RoomCodeId;
import dev.foyer.kernel.RoomId;
import dev.foyer.kernel.TemplateId;
import dev.foyer.kernel.Timestamps;
import dev.foyer.kernel.WorkspaceId;
import dev.foyer.room.Rooms;
import dev.foyer.roomcode.RoomCode;
import dev.foyer.roomcode.RoomCodes;
import dev.foyer.template.Template;
import dev.foyer.template.TemplateStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Reads what an operator asks of a switch; what belongs to another workspace does not exist. */
public final class SwitchDesk {
    private static final int MAX_REASON = 500;

    private final SwitchStore store;
    private final TemplateStore templates;
    private final Rooms rooms;
    private final RoomCodes codes;
    private final InstantSource clock;

    public SwitchDesk(
            JdbiSwitchStore store, TemplateStore templates, Rooms rooms, RoomCodes codes, InstantSource clock) {
        this.store = store;
        this.templates = templates;
        this.rooms = rooms;
        this.codes = codes;
        this.clock = clock;
    }

    /** The target of {@code {scope, id, role?}}. A code is named by its id or its letters. */
    SwitchTarget target(WorkspaceId workspace, ObjectNode body) {
        String name = text(body, "scope", 16);
        SwitchScope scope = SwitchScope.of(name == null ? "" : name)
                .orElseThrow(() -> Fields.invalid("scope must be code, role, room, template or workspace"));
        String id = text(body, "id", 128);
        if (scope == SwitchScope.WORKSPACE) {
            if (id != null && !id.equals(workspace.text())) {
                throw Refusal.of(RefusalCode.NOT_FOUND);
            }
            return SwitchTarget.ofWorkspace(workspace);
        }
        if (id == null || id.isBlank()) {
            throw Fields.invalid("id is required");
        }
        return switch (scope) {
            case CODE -> new SwitchTarget(workspace, scope, code(workspace, id), "");
            case ROOM ->
                new SwitchTarget(
                        workspace,
                        scope,
                        rooms.get(workspace, new RoomId(id)).id().text(),
                        "");
            case TEMPLATE ->
                new SwitchTarget(workspace, scope, template(workspace, id).id().text(), "");
            case ROLE -> role(workspace, id, text(body, "role", 128));
            case WORKSPACE -> SwitchTarget.ofWorkspace(workspace);
        };
    }

    /** The order of {@code {off, send_out?, reopens_at?, reason?}}. */
    Switches.Order order(ObjectNode body) {
        Boolean off = Fields.flag(body, "off");
        if (off == null) {
            throw Fields.invalid("off is required");
        }
        String reason = text(body, "reason", MAX_REASON);
        Instant reopens = reopens(text(body, "reopens_at", 64));
        if (!off && reopens != null) {
            throw Fields.invalid("reopens_at belongs to off");
        }
        return new Switches.Order(
                off, off && Fields.flag(body, "send_out", false), reopens, reason == null ? "" : reason);
    }

    int countCodes(SwitchTarget target) {
        return store.countCodes(target);
    }

    private @Nullable Instant reopens(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Instant at = Timestamps.parse(text)
                .orElseThrow(() -> Fields.invalid("reopens_at must be a time such as 2026-01-05T09:00:00Z"))
                .truncatedTo(ChronoUnit.MILLIS);
        Instant now = clock.instant();
        if (!at.isAfter(now) || at.isAfter(now.plus(3650, ChronoUnit.DAYS))) {
            throw Fields.invalid("reopens_at must lie in the next ten years");
        }
        return at;
    }

    private String code(WorkspaceId workspace, String idOrLetters) {
        RoomCode byLetters = codes.find(idOrLetters).orElse(null);
        RoomCodeId id = byLetters == null ? new RoomCodeId(idOrLetters) : byLetters.id();
        if (!store.hasCode(workspace, id)) {
            throw Refusal.of(RefusalCode.CODE_NOT_FOUND);
        }
        return id.text();
    }

    private SwitchTarget role(WorkspaceId workspace, String id, @Nullable String role) {
        if (role == null) {
            throw Fields.invalid("role is required");
        }
        Template template = template(workspace, id);
        if (template.role(role).isEmpty()) {
            throw Refusal.of(RefusalCode.ROLE_NOT_FOUND);
        }
        return new SwitchTarget(workspace, SwitchScope.ROLE, template.id().text(), role);
    }

    private Template template(WorkspaceId workspace, String id) {
        return templates
                .find(new TemplateId(id))
                .filter(found -> found.workspaceId().equals(workspace))
                .orElseThrow(() -> Refusal.of(RefusalCode.TEMPLATE_NOT_FOUND));
    }

    /** PostgreSQL cannot hold a NUL, and none of these texts needs any control character. */
    private static @Nullable String text(ObjectNode body, String name, int most) {
        String text = Fields.text(body, name);
        if (text != null && (text.length() > most || text.chars().anyMatch(Character::isISOControl))) {
            throw Fields.invalid(name + " must be plain text of at most " + most + " characters");
        }
        return text;
    }
}
