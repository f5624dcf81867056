package dev.foyer.template;

import dev.foyer.kernel.Fields;
import dev.foyer.kernel.Ids;
import dev.foyer.kernel.Json;
import dev.foyer.kernel.Page;
import dev.foyer.kernel.PageRequest;
import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.RefusalCode;
import dev.foyer.kernel.TemplateId;
import dev.foyer.kernel.WorkspaceId;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Rules for templates. A change reaches those who join afterwards. */
public final class Templates {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9 ._:-]{1,100}");

    private final TemplateStore store;
    private final Ids ids;
    private final SecureRandom random;
    private final InstantSource clock;

    public Templates(TemplateStore store, Ids ids, SecureRandom random, InstantSource clock) {
        this.store = store;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    /** Creates a template; an existing one of the same name is overwritten and keeps its id. */
    public Template create(WorkspaceId workspace, ObjectNode body) {
        String given = Fields.text(body, "name");
        String name = given == null ? "default_createown_" + UUID.randomUUID() : checkedName(given);
        Map<String, Role> roles = RoleReader.roles(Fields.objectOrEmpty(body, "roles"));
        boolean standard = Fields.flag(body, "default", false);
        return store.write(workspace, writer -> {
            Template before = writer.findByName(name).orElse(null);
            Instant now = now();
            Template template = new Template(
                    before == null ? new TemplateId(ids.next()) : before.id(),
                    workspace,
                    name,
                    before == null ? subdomain(name) : before.subdomain(),
                    standard || (before != null && before.standard()),
                    roles,
                    settings(body),
                    Fields.objectOrEmpty(body, "destinations").deepCopy(),
                    Fields.objectOrEmpty(body, "plugins").deepCopy(),
                    before == null ? now : before.createdAt(),
                    now);
            writer.save(template);
            return template;
        });
    }

    /** Replaces roles, settings, destinations and plugins of a template. */
    public Template update(WorkspaceId workspace, TemplateId id, ObjectNode body) {
        if (Fields.object(body, "roles") == null || Fields.object(body, "settings") == null) {
            throw Fields.invalid("roles and settings are required");
        }
        String name = Fields.text(body, "name");
        Map<String, Role> roles = RoleReader.roles(Fields.objectOrEmpty(body, "roles"));
        return store.write(workspace, writer -> {
            Template before = owned(workspace, writer.find(id));
            Template template = new Template(
                    id,
                    workspace,
                    freeName(writer, before, name),
                    before.subdomain(),
                    before.standard() || Fields.flag(body, "default", false),
                    roles,
                    settings(body),
                    Fields.objectOrEmpty(body, "destinations").deepCopy(),
                    Fields.objectOrEmpty(body, "plugins").deepCopy(),
                    before.createdAt(),
                    now());
            writer.save(template);
            return template;
        });
    }

    /** Creates or replaces one role; a different {@code name} in the body renames it. */
    public Role putRole(WorkspaceId workspace, TemplateId id, String path, ObjectNode body) {
        String given = Fields.text(body, "name");
        String name = RoleReader.checkedName(given == null ? path : given);
        return store.write(workspace, writer -> {
            Template before = owned(workspace, writer.find(id));
            if (!name.equals(path) && before.roles().containsKey(name)) {
                throw Refusal.of(RefusalCode.NAME_TAKEN);
            }
            Map<String, Role> roles = new LinkedHashMap<>();
            before.roles().forEach((key, role) -> roles.put(key.equals(path) ? name : key, role));
            roles.putIfAbsent(name, RoleReader.role(name, Json.object(), List.of(name)));
            Role role = RoleReader.role(name, body, List.copyOf(roles.keySet()));
            roles.put(name, role);
            writer.save(before.withRoles(roles, now()));
            return role;
        });
    }

    /** Removes a role; whoever is inside stays. */
    public void deleteRole(WorkspaceId workspace, TemplateId id, String name) {
        store.write(workspace, writer -> {
            Template before = owned(workspace, writer.find(id));
            Map<String, Role> roles = new LinkedHashMap<>(before.roles());
            if (roles.remove(name) == null) {
                throw Refusal.of(RefusalCode.ROLE_NOT_FOUND);
            }
            writer.save(before.withRoles(roles, now()));
            return name;
        });
    }

    public Template get(WorkspaceId workspace, TemplateId id) {
        return owned(workspace, store.find(id));
    }

    public Role role(WorkspaceId workspace, TemplateId id, String name) {
        return get(workspace, id).role(name).orElseThrow(() -> Refusal.of(RefusalCode.ROLE_NOT_FOUND));
    }

    public Page<Template> list(WorkspaceId workspace, PageRequest page) {
        return Page.cut(
                page.limit(),
                store.list(workspace, page),
                template -> template.id().text());
    }

    /** The template of rooms that name none. */
    public Optional<Template> standard(WorkspaceId workspace) {
        return store.findStandard(workspace);
    }

    private static Template owned(WorkspaceId workspace, Optional<Template> template) {
        return template.filter(found -> found.workspaceId().equals(workspace))
                .orElseThrow(() -> Refusal.of(RefusalCode.TEMPLATE_NOT_FOUND));
    }

    private static String freeName(TemplateStore.Writer writer, Template before, @Nullable String name) {
        if (name == null || name.equals(before.name())) {
            return before.name();
        }
        if (writer.findByName(checkedName(name)).isPresent()) {
            throw Refusal.of(RefusalCode.NAME_TAKEN);
        }
        return name;
    }

    private static String checkedName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw Fields.invalid("name");
        }
        return name;
    }

    private static ObjectNode settings(ObjectNode body) {
        ObjectNode settings = Fields.objectOrEmpty(body, "settings").deepCopy();
        String region = Fields.text(settings, "region");
        settings.put("region", region == null ? "auto" : Regions.checked(region));
        if (!settings.has("recording")) {
            settings.putNull("recording");
        }
        ObjectNode roomState = Fields.objectOrEmpty(settings, "roomState").deepCopy();
        roomState.put("messageInterval", interval(roomState));
        roomState.put("sendPeerList", Fields.flag(roomState, "sendPeerList", false));
        roomState.put("stopRoomStateOnJoin", Fields.flag(roomState, "stopRoomStateOnJoin", true));
        roomState.put("enabled", Fields.flag(roomState, "enabled", true));
        settings.set("roomState", roomState);
        if (!settings.has("retry")) {
            settings.putObject("retry");
        }
        return settings;
    }

    private static int interval(ObjectNode roomState) {
        int seconds = Fields.whole(roomState, "messageInterval", 10, 5, 3600);
        if (seconds % 5 != 0) {
            throw Fields.invalid("messageInterval must be a multiple of 5");
        }
        return seconds;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private String subdomain(String name) {
        return Subdomains.of(name, random);
    }
}
