package dev.foyer.layout;

import dev.foyer.kernel.Json;
import dev.foyer.template.Role;
import dev.foyer.template.Template;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * The look of the meeting page for each role of a template. The presence of an element switches its feature on, so what a role
 * may not do is left out.
 */
public final class Layouts {
    private Layouts() {}

    /** One layout per role, that of {@code first} at the front: clients take the first for the role they join with. */
    public static List<ObjectNode> of(Template template, String appId, String first) {
        List<ObjectNode> layouts = new ArrayList<>();
        template.role(first).ifPresent(role -> layouts.add(layout(template, appId, role)));
        template.roles().values().stream()
                .filter(role -> !role.name().equals(first))
                .forEach(role -> layouts.add(layout(template, appId, role)));
        return layouts;
    }

    private static ObjectNode layout(Template template, String appId, Role role) {
        ObjectNode layout = Json.object()
                .put("id", template.id().text() + "-" + role.name())
                .put("role_id", "")
                .put("template_id", template.id().text())
                .put("app_id", appId)
                .put("role", role.name());
        layout.putObject("typography").put("font_family", "Inter");
        layout.putArray("themes").add(Palette.dark()).add(Palette.light());
        layout.putObject("options");
        ObjectNode screens = layout.putObject("screens");
        preview(screens.putObject("preview"));
        conferencing(screens.putObject("conferencing").putObject("default").putObject("elements"), role);
        return layout;
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

    private static void conferencing(ObjectNode elements, Role role) {
        boolean moderates = role.permissions().removeOthers();
        elements.putObject("header").put("title", "").put("description", "");
        ObjectNode chat = elements.putObject("chat")
                .put("initial_state", "CHAT_STATE_CLOSE")
                .put("is_overlay", false)
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
        elements.putObject("participant_list");
        elements.putObject("emoji_reactions");
        elements.putObject("hand_raise");
        elements.putObject("brb");
        ObjectNode grid = elements.putObject("video_tile_layout")
                .putObject("grid")
                .put("enable_local_tile_inset", true)
                .put("enable_spotlighting_peer", true)
                .put("tiles_in_view", 9);
        grid.putArray("prominent_roles");
    }
}
