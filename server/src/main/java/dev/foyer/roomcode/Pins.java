package dev.foyer.roomcode;

import dev.foyer.workspace.KeyRing;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/**
 * Hashes and checks PINs with the key ring. A PIN of four digits falls to any hash that an attacker can compute, however
 * slow; it is safe at rest because the key is not in the database, and safe at the door because attempts are bounded
 * ({@link PinBudget}). A slow hash would add only a way to make the server busy.
 */
public final class Pins {
    private static final int SALT_BYTES = 12;

    private final KeyRing keys;
    private final SecureRandom random;

    public Pins(KeyRing keys, SecureRandom random) {
        this.keys = keys;
        this.random = random;
    }

    /** What to keep of a PIN. */
    public CodePolicy.Pin hash(String pin) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        String text = HexFormat.of().formatHex(salt);
        return new CodePolicy.Pin(text, keys.fingerprint(salted(text, pin)));
    }

    /** Whether the PIN is the one that was hashed. */
    public boolean matches(CodePolicy.Pin kept, String pin) {
        List<String> hashes = keys.fingerprints(salted(kept.salt(), pin));
        byte[] wanted = kept.hash().getBytes(StandardCharsets.UTF_8);
        return hashes.stream().anyMatch(hash -> MessageDigest.isEqual(hash.getBytes(StandardCharsets.UTF_8), wanted));
    }

    private static String salted(String salt, String pin) {
        return "pin\n" + salt + "\n" + pin;
    }
}
