package dev.foyer.media.srtp;

import org.jspecify.annotations.Nullable;

/** The protection profiles we speak, by their DTLS-SRTP number (RFC 5764 §4.1.2, RFC 7714 §14.2). */
public enum SrtpProfile {
    AES_CM_128_HMAC_SHA1_80(0x0001, 16, 14, 10),
    AEAD_AES_128_GCM(0x0007, 16, 12, 16),
    AEAD_AES_256_GCM(0x0008, 32, 12, 16);

    private final int number;
    private final int keyBytes;
    private final int saltBytes;
    private final int tagBytes;

    SrtpProfile(int number, int keyBytes, int saltBytes, int tagBytes) {
        this.number = number;
        this.keyBytes = keyBytes;
        this.saltBytes = saltBytes;
        this.tagBytes = tagBytes;
    }

    /** The profile with this DTLS-SRTP number, or null. */
    public static @Nullable SrtpProfile of(int number) {
        for (SrtpProfile profile : values()) {
            if (profile.number == number) {
                return profile;
            }
        }
        return null;
    }

    public int number() {
        return number;
    }

    public int keyBytes() {
        return keyBytes;
    }

    public int saltBytes() {
        return saltBytes;
    }

    /** Bytes of authentication that sealing adds. */
    public int tagBytes() {
        return tagBytes;
    }

    boolean aead() {
        return this != AES_CM_128_HMAC_SHA1_80;
    }
}
