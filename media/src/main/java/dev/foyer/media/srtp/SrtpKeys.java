package dev.foyer.media.srtp;

/** One direction's master key and salt under a profile. Secret: it has no text form and no getters outside the package. */
public final class SrtpKeys {
    private final SrtpProfile profile;
    private final byte[] key;
    private final byte[] salt;

    /** Lengths must be the profile's. */
    public SrtpKeys(SrtpProfile profile, byte[] key, byte[] salt) {
        if (key.length != profile.keyBytes() || salt.length != profile.saltBytes()) {
            throw new IllegalArgumentException("key or salt does not fit " + profile);
        }
        this.profile = profile;
        this.key = key.clone();
        this.salt = salt.clone();
    }

    SrtpProfile profile() {
        return profile;
    }

    PacketCipher newCipher() {
        return profile.aead() ? new GcmCipher(key, salt) : new CounterModeCipher(key, salt);
    }
}
