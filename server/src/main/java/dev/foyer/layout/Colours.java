package dev.foyer.layout;

import java.util.Locale;

/** Arithmetic on colours written {@code #RRGGBB}; contrast as WCAG 2.2 defines it. */
final class Colours {
    /** Least contrast of text, level AA. */
    static final double READABLE = 4.5;

    private Colours() {}

    /** So much of {@code other} in {@code colour}; 0 to 1. */
    static String mix(String colour, String other, double share) {
        StringBuilder mixed = new StringBuilder("#");
        for (int i = 0; i < 3; i++) {
            long part = Math.round(channel(colour, i) * (1 - share) + channel(other, i) * share);
            mixed.append(String.format(Locale.ROOT, "%02X", part));
        }
        return mixed.toString();
    }

    /** 1 to 21. */
    static double contrast(String one, String two) {
        double a = luminance(one);
        double b = luminance(two);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    /** Black or white, whichever reads better; one of them always reads well. */
    static String textOn(String background) {
        return contrast("#FFFFFF", background) >= contrast("#000000", background) ? "#FFFFFF" : "#000000";
    }

    /** Text that is softened towards its background as far as wanted, but never below readable. */
    static String softTextOn(String background, double share) {
        String text = textOn(background);
        for (double part = share; part > 0; part -= 0.05) {
            String soft = mix(text, background, part);
            if (contrast(soft, background) >= READABLE) {
                return soft;
            }
        }
        return text;
    }

    private static double luminance(String colour) {
        return 0.2126 * linear(channel(colour, 0))
                + 0.7152 * linear(channel(colour, 1))
                + 0.0722 * linear(channel(colour, 2));
    }

    private static double linear(int channel) {
        double part = channel / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }

    private static int channel(String colour, int index) {
        return Integer.parseInt(colour.substring(1 + 2 * index, 3 + 2 * index), 16);
    }
}
