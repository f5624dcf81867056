package dev.foyer.media.ice;

import java.util.random.RandomGenerator;

/**
 * Short-term ICE credentials of one side (RFC 8839 §5.4).
 *
 * @param ufrag 4 to 256 ice-chars
 * @param pwd 22 to 256 ice-chars
 */
public record IceCredentials(String ufrag, String pwd) {
    private static final String ICE_CHARS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    /** Fresh credentials: 48 bits of fragment, 144 bits of password; {@code random} must be a secure source. */
    public static IceCredentials random(RandomGenerator random) {
        return new IceCredentials(chars(random, 8), chars(random, 24));
    }

    /** The password never shows in logs. */
    @Override
    public String toString() {
        return "IceCredentials[" + ufrag + "]";
    }

    private static String chars(RandomGenerator random, int count) {
        StringBuilder out = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            out.append(ICE_CHARS.charAt(random.nextInt(ICE_CHARS.length())));
        }
        return out.toString();
    }
}
