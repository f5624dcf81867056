package dev.foyer.media.ice;

import java.util.random.RandomGenerator;

/**
 * A username fragment and password for connectivity checks (RFC 8445 §5.3).
 *
 * @param ufrag 4 to 256 ice-chars
 * @param pwd 22 to 256 ice-chars; secret
 */
public record IceCredentials(String ufrag, String pwd) {
    private static final String ICE_CHARS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final int UFRAG_CHARS = 12;
    private static final int PWD_CHARS = 32;

    /** Fresh credentials: 72 bits of fragment (unique enough to demultiplex by), 192 bits of password. */
    public static IceCredentials random(RandomGenerator random) {
        return new IceCredentials(chars(random, UFRAG_CHARS), chars(random, PWD_CHARS));
    }

    /** Leaves the password out, so that it cannot reach a log. */
    @Override
    public String toString() {
        return "IceCredentials[ufrag=" + ufrag + "]";
    }

    private static String chars(RandomGenerator random, int count) {
        StringBuilder out = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            out.append(ICE_CHARS.charAt(random.nextInt(ICE_CHARS.length())));
        }
        return out.toString();
    }
}
