package dev.foyer.template;

import dev.foyer.kernel.Fields;
import dev.foyer.kernel.Ids;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Rules for templates. Who needs to know of a change is told once it is stored. */
public final class Templates {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9 ._:-]{1,100}");

    private final TemplateStore store;
    private final Ids ids;
    private final SecureRandom random;
    private final InstantSource clock;
    private final List<TemplateListener> listeners = new CopyOnWriteArrayList<>();

    public Templates(TemplateStore store, Ids ids, SecureRandom random, InstantSource clock) {
        this.store = store;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    /** Tells this listener, too, of every write from now on; after the write, on the thread of its caller. */
    public void tell(TemplateListener listener) {
        listeners.add(listener);
    }

    /** Creates a template; an existing one of the same name is overwritten and keeps its id. */
    public Template create(WorkspaceId workspace, ObjectNode body) {
        String given = Fields.text(body, "name");
        String name = given == null ? "default_createown_" + UUID.randomUUID() : checkedName(given);
        Map<String, Role> roles = RoleReader.roles(Fields.objectOrEmpty(body, "roles"));
        boolean standard = Fields.flag(body, "default", false);
        ObjectNode destinations = Destinations.read(body);
        ObjectNode plugins = Plugins.read(body);
        return told(store.write(workspace, writer -> {
            Template before = writer.findByName(name).orElse(null);
            Instant now = now();
            Template template = new Template(
                    before == null ? new TemplateId(ids.next()) : before.id(),
                    workspace,
                    name,
                    before == null ? subdomain(name) : before.subdomain(),
                    standard || (before != null && before.standard()),
                    roles,
                    Settings.read(Fields.objectOrEmpty(body, "settings"), before == null ? null : before.settings()),
                    destinations,
                    plugins,
                    before == null ? now : before.createdAt(),
                    now);
            writer.save(template);
            return change(before, template);
        }));
    }

    /** Replaces roles, settings, destinations and plugins of a template. */
    public Template update(WorkspaceId workspace, TemplateId id, ObjectNode body) {
        if (Fields.object(body, "roles") == null || Fields.object(body, "settings") == null) {
            throw Fields.invalid("roles and settings are required");
        }
        String name = Fields.text(body, "name");
        Map<String, Role> roles = RoleReader.roles(Fields.objectOrEmpty(body, "roles"));
        ObjectNode destinations = Destinations.read(body);
        ObjectNode plugins = Plugins.read(body);
        return told(store.write(workspace, writer -> {
            Template before = owned(workspace, writer.find(id));
            Template template = new Template(
                    id,
                    workspace,
                    freeName(writer, before, name),
                    before.subdomain(),
                    before.standard() || Fields.flag(body, "default", false),
                    roles,
                    Settings.read(Fields.objectOrEmpty(body, "settings"), before.settings()),
                    destinations,
                    plugins,
                    before.createdAt(),
                    now());
            writer.save(template);
            return change(before, template);
        }));
    }

    /** Creates or replaces one role; a different {@code name} in the body renames it. */
    public Role putRole(WorkspaceId workspace, TemplateId id, String path, ObjectNode body) {
        String given = Fields.text(body, "name");
        String name = RoleReader.checkedName(given == null ? path : given);
        Template written = told(store.write(workspace, writer -> {
            Template before = owned(workspace, writer.find(id));
            boolean renames = !name.equals(path);
            if (renames && before.roles().containsKey(name)) {
                throw Refusal.of(RefusalCode.NAME_TAKEN);
            }
            boolean known = before.roles().containsKey(path);
            Template base = renames && known ? before.renaming(path, name, now()) : before;
            Map<String, Role> roles = new LinkedHashMap<>(base.roles());
            List<String> names = new ArrayList<>(roles.keySet());
            if (!names.contains(name)) {
                names.add(name);
            }
            if (names.size() > RoleReader.MAX_ROLES) {
                throw Fields.invalid("a template holds at most " + RoleReader.MAX_ROLES + " roles");
            }
            roles.put(name, RoleReader.role(name, body, names));
            Template template = base.withRoles(roles, now());
            writer.save(template);
            return new TemplateChange(template, Set.of(), renames && known ? Map.of(path, name) : Map.of());
        }));
        return written.role(name).orElseThrow();
    }

    /** Removes a role; whoever is inside stays. */
    public void deleteRole(WorkspaceId workspace, TemplateId id, String name) {
        told(store.write(workspace, writer -> {
            Template before = owned(workspace, writer.find(id));
            Map<String, Role> roles = new LinkedHashMap<>(before.roles());
            if (roles.remove(name) == null) {
                throw Refusal.of(RefusalCode.ROLE_NOT_FOUND);
            }
            Template template = before.withRoles(roles, now());
            writer.save(template);
            return change(before, template);
        }));
    }

    /** Changes the settings that the body names; the others stay. */
    public Template putSettings(WorkspaceId workspace, TemplateId id, ObjectNode body) {
        return told(store.write(workspace, writer -> {
            Template before = owned(workspace, writer.find(id));
            ObjectNode merged = before.settings().deepCopy();
            merged.setAll(body);
            Template template = before.withSettings(Settings.read(merged, before.settings()), now());
            writer.save(template);
            return change(before, template);
        }));
    }

    /** Replaces the maps of destinations that the body names; the others stay. */
    public Template putDestinations(WorkspaceId workspace, TemplateId id, ObjectNode body) {
        ObjectNode given = Destinations.checked(body);
        return told(store.write(workspace, writer -> {
            Template before = owned(workspace, writer.find(id));
            ObjectNode merged = before.destinations().deepCopy();
            merged.setAll(given);
            Template template = before.withDestinations(merged, now());
            writer.save(template);
            return change(before, template);
        }));
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

    /** Whoever's template has this first label of its link host. */
    public Optional<Template> bySubdomain(String subdomain) {
        return store.findBySubdomain(subdomain);
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

    private Template told(TemplateChange change) {
        listeners.forEach(listener -> listener.changed(change));
        return change.template();
    }

    private static TemplateChange change(@Nullable Template before, Template after) {
        Set<String> removed =
                new HashSet<>(before == null ? Set.of() : before.roles().keySet());
        removed.removeAll(after.roles().keySet());
        return new TemplateChange(after, removed, Map.of());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private String subdomain(String name) {
        return Subdomains.of(name, random);
    }
}
