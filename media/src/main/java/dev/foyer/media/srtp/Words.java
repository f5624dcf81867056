package dev.foyer.media.srtp;

/** Big-endian helpers on initialisation vectors. */
final class Words {
    private Words() {}

    static void i32(byte[] bytes, int at, int value) {
        bytes[at] = (byte) (value >>> 24);
        bytes[at + 1] = (byte) (value >>> 16);
        bytes[at + 2] = (byte) (value >>> 8);
        bytes[at + 3] = (byte) value;
    }

    /** {@code target ^= mask} over the first {@code count} bytes. */
    static void xor(byte[] target, byte[] mask, int count) {
        for (int i = 0; i < count; i++) {
            target[i] ^= mask[i];
        }
    }
}
