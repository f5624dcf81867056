package dev.foyer.media.ice;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Numbers and the two checksums of STUN (RFC 8489, RFC 8445 §16). */
final class Stun {
    static final int HEADER = 20;
    static final long MAGIC_COOKIE = 0x2112_A442L;
    static final int TRANSACTION_ID = 12;
    static final int INTEGRITY = 20;
    /** A whole MESSAGE-INTEGRITY attribute. */
    static final int INTEGRITY_ATTRIBUTE = 4 + INTEGRITY;
    /** A whole FINGERPRINT attribute. */
    static final int FINGERPRINT_ATTRIBUTE = 8;

    static final int MAPPED_ADDRESS = 0x0001;
    static final int USERNAME = 0x0006;
    static final int MESSAGE_INTEGRITY = 0x0008;
    static final int ERROR_CODE = 0x0009;
    static final int UNKNOWN_ATTRIBUTES = 0x000A;
    static final int XOR_MAPPED_ADDRESS = 0x0020;
    static final int PRIORITY = 0x0024;
    static final int USE_CANDIDATE = 0x0025;
    static final int FINGERPRINT = 0x8028;
    static final int ICE_CONTROLLED = 0x8029;
    static final int ICE_CONTROLLING = 0x802A;

    private static final int FINGERPRINT_XOR = 0x5354_554E;

    private Stun() {}

    /** HMAC-SHA1 of {@code bytes[0..count)}. */
    static byte[] hmac(byte[] key, byte[] bytes, int count) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            mac.update(bytes, 0, count);
            return mac.doFinal();
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has HmacSHA1", e);
        }
    }

    /** FINGERPRINT's value over {@code bytes[0..count)} (RFC 8489 §14.7). */
    static int fingerprint(byte[] bytes, int count) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, count);
        return (int) crc.getValue() ^ FINGERPRINT_XOR;
    }

    static int u16(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
    }

    static long u32(byte[] bytes, int at) {
        return (long) u16(bytes, at) << 16 | u16(bytes, at + 2);
    }

    static void u16(byte[] bytes, int at, int value) {
        bytes[at] = (byte) (value >>> 8);
        bytes[at + 1] = (byte) value;
    }
}
