package dev.foyer.roomcode;

import java.util.List;
import java.util.Locale;

/** What a person may have meant by what they typed: case, hyphens and blanks around do not matter. */
final class Spelling {
    private static final int LETTERS = 10;
    private static final int MAX_LENGTH = 64;

    private Spelling() {}

    /**
     * The spellings to look for; none when the text cannot be a code. Letters outside of ASCII are refused before case is
     * folded, because folding would turn some of them, as the Kelvin sign, into letters of a code.
     */
    static List<String> of(String typed) {
        String text = typed.strip();
        if (text.isEmpty() || text.length() > MAX_LENGTH || !text.chars().allMatch(Spelling::plain)) {
            return List.of();
        }
        String lower = text.toLowerCase(Locale.ROOT);
        String bare = lower.replace("-", "");
        if (bare.length() != LETTERS || !bare.chars().allMatch(c -> c >= 'a' && c <= 'z')) {
            return List.of(lower);
        }
        String usual = bare.substring(0, 3) + "-" + bare.substring(3, 7) + "-" + bare.substring(7);
        // Codes that came from elsewhere may have hyphens in other places.
        return usual.equals(lower) ? List.of(usual) : List.of(usual, lower);
    }

    private static boolean plain(int c) {
        return c > ' ' && c < 0x7F;
    }
}
