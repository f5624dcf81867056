package dev.foyer.layout;

import dev.foyer.kernel.Json;
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
