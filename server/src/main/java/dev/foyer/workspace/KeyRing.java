package dev.foyer.workspace;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that live outside the database: a pepper to find secrets by (HMAC-SHA-256) and a key to keep them sealed
 * (AES-256-GCM). Every output names the version of its key, so keys can be rotated: new output uses the newest version,
 * old output stays readable.
 */
public final class KeyRing {
    private static final int KEY_BYTES = 32;
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final TreeMap<Integer, Key> keys;
    private final SecureRandom random;

    /** One version: 32 bytes of pepper, 32 bytes of AES key. */
    record Key(SecretKey pepper, SecretKey aes) {
        static Key of(byte[] pepper, byte[] aes) {
            if (pepper.length != KEY_BYTES || aes.length != KEY_BYTES) {
                throw new IllegalArgumentException("keys have 32 bytes");
            }
            return new Key(new SecretKeySpec(pepper, "HmacSHA256"), new SecretKeySpec(aes, "AES"));
        }

        static Key random(SecureRandom random) {
            byte[] pepper = new byte[KEY_BYTES];
            byte[] aes = new byte[KEY_BYTES];
            random.nextBytes(pepper);
            random.nextBytes(aes);
            return of(pepper, aes);
        }
    }

    KeyRing(Map<Integer, Key> keys, SecureRandom random) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a key ring needs a key");
        }
        this.keys = new TreeMap<>(keys);
        this.random = random;
    }

    /** A ring with one fresh key. */
    public static KeyRing generate(SecureRandom random) {
        return new KeyRing(Map.of(1, Key.random(random)), random);
    }

    Map<Integer, Key> keys() {
        return Map.copyOf(keys);
    }

    /** Keyed hash of a text under the newest key; the column to store. */
    public String fingerprint(String text) {
        return fingerprint(keys.lastEntry(), text);
    }

    /** Keyed hashes of a text under every key; the values to look for. */
    public List<String> fingerprints(String text) {
        return keys.entrySet().stream().map(key -> fingerprint(key, text)).toList();
    }

    /** Encrypts a text and binds it to {@code context}, usually the row's id. */
    public String seal(String text, String context) {
        Map.Entry<Integer, Key> key = keys.lastEntry();
        byte[] iv = new byte[IV_BYTES];
        random.nextBytes(iv);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, key.getValue(), iv, text.getBytes(StandardCharsets.UTF_8), context);
        byte[] all = ByteBuffer.allocate(iv.length + sealed.length)
                .put(iv)
                .put(sealed)
                .array();
        return key.getKey() + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    /**
     * Decrypts what {@link #seal} made for the same context.
     *
     * @throws IllegalStateException when the text was changed, belongs to another context, or its key is not on the ring
     */
    public String open(String sealed, String context) {
        int dot = sealed.indexOf('.');
        Key key = dot < 1 ? null : keys.get(Integer.parseInt(sealed, 0, dot, 10));
        if (key == null) {
            throw new IllegalStateException("sealed with a key that is not in the keys file");
        }
        byte[] all = Base64.getUrlDecoder().decode(sealed.substring(dot + 1));
        byte[] iv = new byte[IV_BYTES];
        byte[] body = new byte[Math.max(0, all.length - IV_BYTES)];
        ByteBuffer.wrap(all).get(iv).get(body);
        return new String(run(Cipher.DECRYPT_MODE, key, iv, body, context), StandardCharsets.UTF_8);
    }

    private static String fingerprint(Map.Entry<Integer, Key> key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key.getValue().pepper());
            byte[] hash = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            return key.getKey() + "." + HexFormat.of().formatHex(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every Java runtime", e);
        }
    }

    private static byte[] run(int mode, Key key, byte[] iv, byte[] input, String context) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key.aes(), new GCMParameterSpec(TAG_BITS, iv));
            cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a sealed value does not fit its key or its row", e);
        }
    }
}
