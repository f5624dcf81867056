package dev.foyer.layout;

import dev.foyer.http.ShapeCheck;
import dev.foyer.kernel.Fields;
import dev.foyer.kernel.Json;
import dev.foyer.kernel.TemplateId;
import dev.foyer.kernel.WorkspaceId;
import dev.foyer.template.Template;
import dev.foyer.template.TemplateChange;
import dev.foyer.template.TemplateListener;
import dev.foyer.template.Templates;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the owner of a template has designed: logo, font, colours for all of its roles, and whole screens by role. Colours are
 * a few; their shades are derived when the layout is served. A screen that is designed replaces the usual one: an element that
 * it does not name is switched off.
 */
public final class Looks implements TemplateListener {
    private static final int MAX_LENGTH = 200 * 1024;
    private static final Set<String> MENTIONS =
            Set.of("on_stage_role", "off_stage_roles", "prominent_roles", "roles_whitelist");

    private final LookStore store;
    private final Templates templates;
    private final InstantSource clock;

    public Looks(LookStore store, Templates templates, InstantSource clock) {
        this.store = store;
        this.templates = templates;
        this.clock = clock;
    }

    /** As it was designed; the empty object when it was not. */
    public ObjectNode get(WorkspaceId workspace, TemplateId id) {
        return store.find(templates.get(workspace, id).id());
    }

    /**
     * Replaces the whole design; the empty object brings the usual look back.
     *
     * @throws dev.foyer.kernel.Refusal when a member is not valid, names a role that the template does not have, or would set
     *     text that cannot be read on its background
     */
    public ObjectNode replace(WorkspaceId workspace, TemplateId id, ObjectNode body) {
        Template template = templates.get(workspace, id);
        ObjectNode look = (ObjectNode) ShapeCheck.known(LookShapes.LOOK, body, "");
        for (String role : look.path("roles").propertyNames()) {
            requireRole(template, role);
        }
        checkMentions(template, look.path("roles"));
        look.path("themes").forEach(theme -> checkContrast((ObjectNode) theme));
        if (Json.write(look).length() > MAX_LENGTH) {
            throw Fields.invalid("the layout is longer than " + MAX_LENGTH + " characters");
        }
        store.save(id, look, clock.instant());
        return look;
    }

    /** How a template's page presents itself before anybody is in. */
    public PageLook page(Template template) {
        return PageLook.of(store.find(template.id()));
    }

    /** Layouts of all roles as clients get them, that of {@code first} at the front. */
    public List<ObjectNode> layouts(Template template, String appId, String first) {
        return Layouts.of(template, appId, first, store.find(template.id()));
    }

    @Override
    public void changed(TemplateChange change) {
        TemplateId id = change.template().id();
        change.renamed().forEach((from, to) -> {
            ObjectNode look = store.find(id);
            if (look.path("roles") instanceof ObjectNode roles) {
                ObjectNode renamed = Json.object();
                roles.properties()
                        .forEach(entry -> renamed.set(
                                entry.getKey().equals(from) ? to : entry.getKey(),
                                renamed(entry.getValue(), from, to)));
                look.set("roles", renamed);
                store.save(id, look, clock.instant());
            }
        });
    }

    private static JsonNode renamed(JsonNode json, String from, String to) {
        if (!(json instanceof ObjectNode object)) {
            return json;
        }
        ObjectNode copy = Json.object();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            JsonNode value = entry.getValue();
            if (!MENTIONS.contains(entry.getKey())) {
                copy.set(entry.getKey(), renamed(value, from, to));
            } else if (value instanceof ArrayNode names) {
                ArrayNode list = copy.putArray(entry.getKey());
                names.forEach(name -> list.add(name.asString().equals(from) ? to : name.asString()));
            } else {
                copy.put(entry.getKey(), value.asString().equals(from) ? to : value.asString());
            }
        }
        return copy;
    }

    private static void checkMentions(Template template, JsonNode json) {
        for (Map.Entry<String, JsonNode> entry : json.properties()) {
            if (!MENTIONS.contains(entry.getKey())) {
                checkMentions(template, entry.getValue());
            } else if (entry.getValue().isArray()) {
                entry.getValue().forEach(name -> requireRole(template, name.asString()));
            } else if (!entry.getValue().asString().isEmpty()) {
                requireRole(template, entry.getValue().asString());
            }
        }
    }

    private static void requireRole(Template template, String role) {
        if (template.role(role).isEmpty()) {
            throw Fields.invalid("the layout names a role that the template does not have");
        }
    }

    /** Derived text always reads well; text colours of somebody's own have to. */
    private static void checkContrast(ObjectNode theme) {
        JsonNode palette = Palette.derived(theme).get("palette");
        for (String group : List.of("primary", "secondary", "surface")) {
            String text = "on_" + group + "_high";
            String background = group + "_default";
            double contrast = Colours.contrast(
                    palette.path(text).asString(), palette.path(background).asString());
            if (theme.path("palette").has(text) && contrast < Colours.READABLE) {
                throw Fields.invalid(text + " cannot be read on " + background + ": their contrast is below 4.5");
            }
        }
    }
}
