package dev.foyer.layout;

import dev.foyer.http.Shape;

/** Layouts as they are designed and served: client protocol §13.2. */
final class LookShapes {
    static final Shape THEME = theme();
    static final Shape SCREENS = Shape.object()
            .with("preview", preview())
            .with("conferencing", conferencing())
            .with("leave", leave());
    /** What a template's owner has designed; what is missing is as usual. */
    static final Shape LOOK = Shape.object()
            .with("logo", Shape.object().with("url", address().required()))
            .with("typography", Shape.object().with("font_family", text(100).matching("[A-Za-z0-9 _-]*")))
            .with("options", Shape.mapOf(text(1000)).atMost(20))
            .with("themes", Shape.list(THEME).atMost(2))
            .with("link_preview", PageLook.PREVIEW)
            .with("embed_origins", PageLook.ORIGINS)
            .with("roles", Shape.mapOf(Shape.object().with("screens", SCREENS)).atMost(100));
    /** One element of the answer that clients read. */
    static final Shape LAYOUT = Shape.object()
            .with("id", Shape.text())
            .with("role_id", Shape.text())
            .with("template_id", Shape.text())
            .with("app_id", Shape.text())
            .with("role", Shape.text())
            .with("logo", Shape.object().with("url", Shape.text()))
            .with("typography", Shape.object().with("font_family", Shape.text()))
            .with("options", Shape.mapOf(Shape.text()))
            .with("themes", Shape.list(THEME))
            .with("screens", SCREENS);

    private LookShapes() {}

    private static Shape theme() {
        Shape palette = Shape.object();
        for (String name : Palette.names()) {
            palette = palette.with(name, text(7).matching("#[0-9A-Fa-f]{6}").example("#2F5BEA"));
        }
        return Shape.object()
                .with("name", text(100))
                .with("default", Shape.flag())
                .with("theme_type", Shape.choice("THEME_TYPE_DARK", "THEME_TYPE_LIGHT", "THEME_TYPE_UNSPECIFIED"))
                .with("palette", palette);
    }

    private static Shape preview() {
        Shape header = Shape.object().with("title", text(200)).with("sub_title", text(500));
        Shape form = Shape.object()
                .with("join_btn_type", Shape.choice("JOIN_BTN_TYPE_JOIN_ONLY", "JOIN_BTN_TYPE_JOIN_AND_GO_LIVE"))
                .with("join_btn_label", text(100))
                .with("go_live_btn_label", text(100));
        Shape elements = Shape.object()
                .with("preview_header", header)
                .with("join_form", form)
                .with("virtual_background", backgrounds())
                .with("noise_cancellation", noise());
        return Shape.object()
                .with("skip_preview_screen", Shape.flag())
                .with("default", Shape.object().with("elements", elements));
    }

    private static Shape conferencing() {
        Shape watching = Shape.object()
                .with("header", Shape.object().with("title", text(200)).with("description", text(1000)))
                .with("chat", chat())
                .with("participant_list", Shape.object())
                .with("emoji_reactions", Shape.object())
                .with("hand_raise", Shape.object());
        Shape grid = Shape.object()
                .with("enable_local_tile_inset", Shape.flag())
                .with("prominent_roles", roles())
                .with("enable_spotlighting_peer", Shape.flag())
                .with("tiles_in_view", Shape.integer().atLeast(1).atMost(49));
        Shape stage = Shape.object()
                .with("bring_to_stage_label", text(100))
                .with("remove_from_stage_label", text(100))
                .with("on_stage_role", text(100))
                .with("off_stage_roles", roles())
                .with("skip_preview_for_role_change", Shape.flag());
        Shape inside = watching.with("brb", Shape.object())
                .with("video_tile_layout", Shape.object().with("grid", grid))
                .with("on_stage_exp", stage)
                .with("virtual_background", backgrounds())
                .with("noise_cancellation", noise());
        return Shape.object()
                .with("default", Shape.object().with("elements", inside.required()))
                .with("hls_live_streaming", Shape.object().with("elements", watching.required()))
                .atMost(1);
    }

    private static Shape chat() {
        return Shape.object()
                .with("initial_state", Shape.choice("CHAT_STATE_OPEN", "CHAT_STATE_CLOSE"))
                .with("is_overlay", Shape.flag())
                .with("allow_pinning_messages", Shape.flag())
                .with("public_chat_enabled", Shape.flag())
                .with("private_chat_enabled", Shape.flag())
                .with("roles_whitelist", roles())
                .with("chat_title", text(100))
                .with("message_placeholder", text(200))
                .with(
                        "real_time_controls",
                        Shape.object()
                                .with("can_disable_chat", Shape.flag())
                                .with("can_block_user", Shape.flag())
                                .with("can_hide_message", Shape.flag()));
    }

    private static Shape leave() {
        Shape rating = Shape.object()
                .with("label", text(100))
                .with("value", Shape.integer().atLeast(1).atMost(10))
                .with("emoji", text(16))
                .with("question", text(300))
                .with("reasons", Shape.list(text(200)).atMost(20));
        Shape feedback = Shape.object()
                .with("title", text(200))
                .with("sub_title", text(500))
                .with("submit_btn_label", text(100))
                .with("comment", Shape.object().with("label", text(200)).with("placeholder", text(200)))
                .with("ratings", Shape.list(rating).atMost(10));
        return Shape.object()
                .with("default", Shape.object().with("elements", Shape.object().with("feedback", feedback)));
    }

    private static Shape backgrounds() {
        Shape media = Shape.object()
                .with("url", address().required())
                .with("default", Shape.flag())
                .with("media_type", Shape.choice("IMAGE", "VIDEO"));
        return Shape.object().with("background_media", Shape.list(media).atMost(30));
    }

    private static Shape noise() {
        return Shape.object().with("enabled_by_default", Shape.flag());
    }

    private static Shape roles() {
        return Shape.list(text(100)).atMost(100);
    }

    /** An image on the web, encrypted, or a path on this server. */
    private static Shape address() {
        return text(2048)
                .matching("https://[^\\s\"'<>\\\\]+|/(?![/\\\\])[^\\s\"'<>\\\\]*")
                .example("https://example.org/logo.png");
    }

    private static Shape text(int most) {
        return Shape.text().atMost(most);
    }
}
