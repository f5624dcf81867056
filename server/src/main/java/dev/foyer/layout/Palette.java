package dev.foyer.layout;

import dev.foyer.kernel.Json;
import tools.jackson.databind.node.ObjectNode;

/** Colours of the meeting page. */
final class Palette {
    private Palette() {}

    /** The dark theme. */
    static ObjectNode dark() {
        ObjectNode theme =
                Json.object().put("name", "foyer-dark").put("default", true).put("theme_type", "THEME_TYPE_DARK");
        ObjectNode palette = theme.putObject("palette");
        palette.put("primary_default", "#4F7CFF")
                .put("primary_bright", "#7C9DFF")
                .put("primary_dim", "#2F4A99")
                .put("primary_disabled", "#263457")
                .put("on_primary_high", "#FFFFFF")
                .put("on_primary_medium", "#DCE5FF")
                .put("on_primary_low", "#A7BEFF");
        palette.put("secondary_default", "#2A2F38")
                .put("secondary_bright", "#3A414D")
                .put("secondary_dim", "#1D2128")
                .put("secondary_disabled", "#4A515E")
                .put("on_secondary_high", "#FFFFFF")
                .put("on_secondary_medium", "#D5DAE2")
                .put("on_secondary_low", "#9AA2AF");
        palette.put("background_default", "#0B0D10")
                .put("background_dim", "#000000")
                .put("surface_default", "#14171C")
                .put("surface_bright", "#1D2128")
                .put("surface_brighter", "#2A2F38")
                .put("surface_dim", "#0E1115")
                .put("on_surface_high", "#F2F4F7")
                .put("on_surface_medium", "#B4BAC4")
                .put("on_surface_low", "#7C8492")
                .put("border_default", "#2A2F38")
                .put("border_bright", "#3A414D");
        palette.put("alert_success", "#34C38F")
                .put("alert_warning", "#F0B429")
                .put("alert_error_default", "#F0525F")
                .put("alert_error_bright", "#FFB2B8")
                .put("alert_error_brighter", "#FFEDEE")
                .put("alert_error_dim", "#2E0A0E");
        return theme;
    }
}
