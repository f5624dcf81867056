package dev.foyer.template;

import java.security.SecureRandom;
import java.util.Locale;

/** Makes the first label of a template's link host: a few letters of its name and four random ones. */
final class Subdomains {
    private static final int MAX_STEM = 20;
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

    private Subdomains() {}

    static String of(String name, SecureRandom random) {
        String words = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String stem = words.substring(0, Math.min(MAX_STEM, words.length())).replaceAll("^[-0-9]+|-+$", "");
        StringBuilder label = new StringBuilder(stem.isEmpty() ? "room" : stem).append('-');
        for (int i = 0; i < 4; i++) {
            label.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return label.toString();
    }
}
