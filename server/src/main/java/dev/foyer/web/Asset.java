package dev.foyer.web;

/** One file of a built app, read once at the start. The arrays are shared and never changed. */
final class Asset {
    private final byte[] plain;
    private final byte[] gzipped;
    private final String type;
    private final String tag;

    /**
     * @param gzipped the compressed bytes, or an empty array where compression does not pay
     * @param type content type with charset
     * @param tag strong entity tag, quoted
     */
    Asset(byte[] plain, byte[] gzipped, String type, String tag) {
        this.plain = plain;
        this.gzipped = gzipped;
        this.type = type;
        this.tag = tag;
    }

    byte[] plain() {
        return plain;
    }

    byte[] gzipped() {
        return gzipped;
    }

    boolean compressed() {
        return gzipped.length > 0;
    }

    String type() {
        return type;
    }

    String tag() {
        return tag;
    }
}
