package dev.foyer.layout;

import dev.foyer.kernel.Json;
import dev.foyer.template.Role;
import dev.foyer.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The look of the meeting page for each role of a template. The presence of an element switches its feature on, so what a role
 * may not do is left out.
 */
final class Layouts {
    private Layouts() {}

    /** One layout per role, that of {@code first} at the front: clients take the first for the role they join with. */
    static List<ObjectNode> of(Template template, String appId, String first, ObjectNode look) {
        List<ObjectNode> layouts = new ArrayList<>();
        template.role(first).ifPresent(role -> layouts.add(layout(template, appId, role, look)));
        template.roles().values().stream()
                .filter(role -> !role.name().equals(first))
                .forEach(role -> layouts.add(layout(template, appId, role, look)));
        return layouts;
    }

    private static ObjectNode layout(Template template, String appId, Role role, ObjectNode look) {
        ObjectNode layout = Json.object()
                .put("id", template.id().text() + "-" + role.name())
                .put("role_id", "")
                .put("template_id", template.id().text())
                .put("app_id", appId)
                .put("role", role.name());
        if (look.has("logo")) {
            layout.set("logo", look.get("logo"));
        }
        layout.putObject("typography")
                .put("font_family", look.path("typography").path("font_family").asString("Inter"));
        ArrayNode themes = layout.putArray("themes");
        if (look.path("themes").isEmpty()) {
            themes.add(Palette.dark()).add(Palette.light());
        }
        look.path("themes").forEach(theme -> themes.add(Palette.derived((ObjectNode) theme)));
        layout.set("options", look.has("options") ? look.get("options") : Json.object());
        ObjectNode screens = layout.putObject("screens");
        preview(screens.putObject("preview"));
        conferencing(screens.putObject("conferencing"), template, role);
        wanted(screens, look.path("roles").path(role.name()).path("screens"));
        return layout;
    }

    /** A screen that somebody has designed takes the place of ours; what must not be empty is filled in. */
    private static void wanted(ObjectNode screens, JsonNode designed) {
        if (designed.path("preview") instanceof ObjectNode preview) {
            ObjectNode elements =
                    (ObjectNode) screens.path("preview").path("default").path("elements");
            ObjectNode ours = (ObjectNode) screens.get("preview");
            ours.put("skip_preview_screen", preview.path("skip_preview_screen").asBoolean(false));
            preview.path("default").path("elements").properties().forEach(entry -> fill(elements, entry));
        }
        if (designed.path("conferencing") instanceof ObjectNode conferencing && !conferencing.isEmpty()) {
            ObjectNode kept = Json.object();
            for (Map.Entry<String, JsonNode> screen : conferencing.properties()) {
                ObjectNode elements = kept.putObject(screen.getKey()).putObject("elements");
                for (Map.Entry<String, JsonNode> entry :
                        screen.getValue().path("elements").properties()) {
                    JsonNode usual = screens.path("conferencing")
                            .path(screen.getKey())
                            .path("elements")
                            .path(entry.getKey());
                    elements.set(entry.getKey(), usual.isObject() ? usual.deepCopy() : Json.object());
                    fill(elements, entry);
                }
            }
            screens.set("conferencing", kept);
        }
        if (designed.has("leave")) {
            screens.set("leave", designed.get("leave"));
        }
    }

    private static void fill(ObjectNode elements, Map.Entry<String, JsonNode> entry) {
        elements.withObject("/" + entry.getKey()).setAll((ObjectNode) entry.getValue());
    }

    private static void preview(ObjectNode preview) {
        ObjectNode elements =
                preview.put("skip_preview_screen", false).putObject("default").putObject("elements");
        // Never empty: the stock page waits for ever without a header.
        elements.putObject("preview_header")
                .put("title", "Get started")
                .put("sub_title", "Check your camera and microphone before you join");
        elements.putObject("join_form")
                .put("join_btn_type", "JOIN_BTN_TYPE_JOIN_ONLY")
                .put("join_btn_label", "Join now")
                .put("go_live_btn_label", "Go live");
    }

    /** Who neither sends nor receives watches the stream; everybody else is in the call. */
    private static void conferencing(ObjectNode conferencing, Template template, Role role) {
        boolean watches = role.publishParams().allowed().isEmpty()
                && role.subscribeParams().subscribeToRoles().isEmpty();
        ObjectNode elements = conferencing
                .putObject(watches ? "hls_live_streaming" : "default")
                .putObject("elements");
        boolean moderates = role.permissions().removeOthers();
        elements.putObject("header").put("title", "").put("description", "");
        chat(elements.putObject("chat"), moderates, watches);
        elements.putObject("participant_list");
        elements.putObject("emoji_reactions");
        elements.putObject("hand_raise");
        if (!watches) {
            elements.putObject("brb");
            grid(elements.putObject("video_tile_layout").putObject("grid"), template);
            stage(elements, template, role);
        }
    }

    private static void chat(ObjectNode chat, boolean moderates, boolean overlay) {
        chat.put("initial_state", overlay ? "CHAT_STATE_OPEN" : "CHAT_STATE_CLOSE")
                .put("is_overlay", overlay)
                .put("allow_pinning_messages", moderates)
                .put("public_chat_enabled", true)
                .put("private_chat_enabled", true)
                .put("chat_title", "Chat")
                .put("message_placeholder", "Send a message");
        chat.putArray("roles_whitelist");
        chat.putObject("real_time_controls")
                .put("can_disable_chat", moderates)
                .put("can_block_user", moderates)
                .put("can_hide_message", moderates);
    }

    /** Where most people only look on, those who speak are shown large. */
    private static void grid(ObjectNode grid, Template template) {
        grid.put("enable_local_tile_inset", true)
                .put("enable_spotlighting_peer", true)
                .put("tiles_in_view", 9);
        ArrayNode prominent = grid.putArray("prominent_roles");
        if (stageRole(template).isPresent()) {
            template.roles().values().stream()
                    .filter(role -> role.permissions().endRoom())
                    .forEach(role -> prominent.add(role.name()));
        }
    }

    private static void stage(ObjectNode elements, Template template, Role role) {
        Optional<String> stage = stageRole(template);
        if (stage.isEmpty() || !role.permissions().changeRole()) {
            return;
        }
        ObjectNode experience = elements.putObject("on_stage_exp")
                .put("bring_to_stage_label", "Bring to stage")
                .put("remove_from_stage_label", "Remove from stage")
                .put("on_stage_role", stage.get())
                .put("skip_preview_for_role_change", false);
        ArrayNode below = experience.putArray("off_stage_roles");
        template.roles().values().stream()
                .filter(other -> other.publishParams().allowed().isEmpty())
                .forEach(other -> below.add(other.name()));
    }

    /** The presets call it {@code viewer-on-stage}. */
    private static Optional<String> stageRole(Template template) {
        return template.roles().keySet().stream()
                .filter(name -> name.endsWith("-on-stage"))
                .findFirst();
    }
}
