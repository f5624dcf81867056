package dev.foyer.media.sdp;

/** One {@code a=} line; the value is empty for a flag. */
record Attribute(String name, String value) {
    static Attribute parse(String text) {
        int colon = text.indexOf(':');
        return colon < 0
                ? new Attribute(text, "")
                : new Attribute(
                        text.substring(0, colon), text.substring(colon + 1).strip());
    }
}
