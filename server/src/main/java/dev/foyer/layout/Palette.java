package dev.foyer.layout;

import dev.foyer.kernel.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Colours of the meeting page, in the names of the layout API. Text on its background keeps WCAG AA contrast. */
final class Palette {
    private Palette() {}

    /** The dark theme, the default. */
    static ObjectNode dark() {
        ObjectNode palette = Json.object();
        group(palette, "primary_default #4F7CFF primary_bright #7C9DFF primary_dim #2F4A99 primary_disabled #263457");
        group(palette, "on_primary_high #FFFFFF on_primary_medium #DCE5FF on_primary_low #A7BEFF");
        group(palette, "secondary_default #2A2F38 secondary_bright #3A414D secondary_dim #1D2128");
        group(palette, "secondary_disabled #4A515E on_secondary_high #FFFFFF on_secondary_medium #D5DAE2");
        group(palette, "on_secondary_low #9AA2AF background_default #0B0D10 background_dim #0B0D10");
        group(palette, "surface_default #14171C surface_bright #1D2128 surface_brighter #2A2F38 surface_dim #0E1115");
        group(palette, "on_surface_high #F2F4F7 on_surface_medium #B4BAC4 on_surface_low #7C8492");
        group(palette, "border_default #2A2F38 border_bright #3A414D alert_success #34C38F alert_warning #F0B429");
        group(palette, "alert_error_default #F0525F alert_error_bright #FFB2B8 alert_error_brighter #FFEDEE");
        group(palette, "alert_error_dim #2E0A0E");
        return theme("foyer-dark", "THEME_TYPE_DARK", true, palette);
    }

    /** The light theme, for people whose system asks for it. */
    static ObjectNode light() {
        ObjectNode palette = Json.object();
        group(palette, "primary_default #2F5BEA primary_bright #4F7CFF primary_dim #DCE5FF primary_disabled #B9C8F8");
        group(palette, "on_primary_high #FFFFFF on_primary_medium #F0F4FF on_primary_low #DCE5FF");
        group(palette, "secondary_default #E3E6EB secondary_bright #D3D8DF secondary_dim #F6F7F9");
        group(palette, "secondary_disabled #C6CCD5 on_secondary_high #12151A on_secondary_medium #4A515E");
        group(palette, "on_secondary_low #7A8292 background_default #FFFFFF background_dim #FFFFFF");
        group(palette, "surface_default #F6F7F9 surface_bright #FFFFFF surface_brighter #E3E6EB surface_dim #FFFFFF");
        group(palette, "on_surface_high #12151A on_surface_medium #4A515E on_surface_low #6B7383");
        group(palette, "border_default #E3E6EB border_bright #C6CCD5 alert_success #12805C alert_warning #9A6700");
        group(palette, "alert_error_default #C9252D alert_error_bright #8F1A20 alert_error_brighter #5C1014");
        group(palette, "alert_error_dim #FDECEC");
        return theme("foyer-light", "THEME_TYPE_LIGHT", false, palette);
    }

    /** The names of all colours. */
    static List<String> names() {
        return List.copyOf(dark().get("palette").propertyNames());
    }

    /**
     * A complete theme out of some colours: those that are given stay, their shades and the text on them are derived, the rest
     * is as usual.
     *
     * @param given of the shape {@link LookShapes#THEME}
     */
    static ObjectNode derived(ObjectNode given) {
        boolean light = given.path("theme_type").asString("").equals("THEME_TYPE_LIGHT");
        ObjectNode theme = light ? light() : dark();
        ObjectNode palette = (ObjectNode) theme.get("palette");
        JsonNode wanted = given.path("palette");
        for (String group : List.of("primary", "secondary", "surface")) {
            String base = wanted.path(group + "_default").asString("");
            if (!base.isEmpty()) {
                shades(palette, group, base, light);
            }
        }
        String background = wanted.path("background_default").asString("");
        if (!background.isEmpty()) {
            palette.put("background_default", background);
            palette.put("background_dim", light ? background : Colours.mix(background, "#000000", 0.3));
        }
        String border = wanted.path("border_default").asString("");
        if (!border.isEmpty()) {
            palette.put("border_default", border);
            palette.put("border_bright", Colours.mix(border, Colours.textOn(border), 0.15));
        }
        wanted.properties().forEach(entry -> palette.set(entry.getKey(), entry.getValue()));
        theme.put("name", given.path("name").asString(light ? "custom-light" : "custom-dark"));
        theme.put("default", given.path("default").asBoolean(!light));
        return theme;
    }

    private static void shades(ObjectNode palette, String group, String base, boolean light) {
        palette.put(group + "_default", base);
        palette.put(group + "_bright", Colours.mix(base, "#FFFFFF", 0.2));
        palette.put(group + "_dim", light ? Colours.mix(base, "#FFFFFF", 0.8) : Colours.mix(base, "#000000", 0.45));
        if (group.equals("surface")) {
            palette.put("surface_brighter", Colours.mix(base, Colours.textOn(base), 0.12));
        } else {
            palette.put(group + "_disabled", Colours.mix(base, light ? "#FFFFFF" : "#14171C", 0.6));
        }
        palette.put("on_" + group + "_high", Colours.textOn(base));
        palette.put("on_" + group + "_medium", Colours.softTextOn(base, 0.2));
        palette.put("on_" + group + "_low", Colours.softTextOn(base, 0.4));
    }

    private static void group(ObjectNode palette, String namesAndColours) {
        String[] words = namesAndColours.split(" ");
        for (int i = 0; i < words.length; i += 2) {
            palette.put(words[i], words[i + 1]);
        }
    }

    private static ObjectNode theme(String name, String type, boolean standard, ObjectNode palette) {
        ObjectNode theme =
                Json.object().put("name", name).put("default", standard).put("theme_type", type);
        theme.set("palette", palette);
        return theme;
    }
}
