package dev.foyer.media.dtls;

import java.util.Arrays;

/**
 * What the handshake exported for SRTP (RFC 5764 §4.2). The client's half protects what the client sends, the server's half
 * what the server sends. Secret: it has no text form.
 */
public final class DtlsKeys {
    private final int profile;
    private final int keyBytes;
    private final int saltBytes;
    private final byte[] material;

    DtlsKeys(int profile, int keyBytes, int saltBytes, byte[] material) {
        this.profile = profile;
        this.keyBytes = keyBytes;
        this.saltBytes = saltBytes;
        this.material = material.clone();
    }

    /** The protection profile's number, as in use_srtp. */
    public int profile() {
        return profile;
    }

    public byte[] clientKey() {
        return part(0, keyBytes);
    }

    public byte[] serverKey() {
        return part(keyBytes, keyBytes);
    }

    public byte[] clientSalt() {
        return part(2 * keyBytes, saltBytes);
    }

    public byte[] serverSalt() {
        return part(2 * keyBytes + saltBytes, saltBytes);
    }

    private byte[] part(int from, int count) {
        return Arrays.copyOfRange(material, from, from + count);
    }

    /** Key bytes of a profile we negotiate. */
    static int keyBytes(int profile) {
        return profile == 8 ? 32 : 16;
    }

    /** Salt bytes of a profile we negotiate. */
    static int saltBytes(int profile) {
        return profile == 1 ? 14 : 12;
    }
}
