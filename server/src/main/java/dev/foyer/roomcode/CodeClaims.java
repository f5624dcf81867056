package dev.foyer.roomcode;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a token says about the code it was traded for. A token that a customer signed says nothing.
 *
 * @param codeId id of the code
 * @param entry id of the exchange, different for every token
 * @param use id of the reserved use; the entry when none had to be reserved
 * @param holder equal for the same use on the same device; null when nobody has to be told apart
 * @param name the name that is locked in the call; null when people choose theirs
 * @param maxConcurrent most people in by the code; 0 for no limit
 * @param pin salt of the PIN that was brought; empty for none
 * @param admitted let in from the lobby
 */
public record CodeClaims(
        String codeId,
        String entry,
        String use,
        @Nullable String holder,
        @Nullable String name,
        int maxConcurrent,
        String pin,
        boolean admitted) {

    /** Reads verified claims; null when the token was not traded for a code. */
    public static @Nullable CodeClaims of(ObjectNode claims) {
        String code = text(claims, "code_id");
        String entry = text(claims, "code_entry");
        if (code.isBlank() || code.length() > 128 || entry.isEmpty()) {
            return null;
        }
        String use = text(claims, "code_use");
        String holder = text(claims, "code_holder");
        String name = text(claims, "code_name");
        return new CodeClaims(
                code,
                entry,
                use.isEmpty() ? entry : use,
                holder.isEmpty() ? null : holder,
                name.isEmpty() ? null : name,
                Math.max(0, claims.path("code_max").asInt(0)),
                text(claims, "code_pin"),
                claims.path("code_admitted").asBoolean(false));
    }

    /** Adds what is set to the claims of a token. */
    void write(ObjectNode claims) {
        claims.put("code_id", codeId).put("code_entry", entry);
        if (!use.equals(entry)) {
            claims.put("code_use", use);
        }
        if (holder != null) {
            claims.put("code_holder", holder);
        }
        if (name != null) {
            claims.put("code_name", name);
        }
        if (maxConcurrent > 0) {
            claims.put("code_max", maxConcurrent);
        }
        if (!pin.isEmpty()) {
            claims.put("code_pin", pin);
        }
        if (admitted) {
            claims.put("code_admitted", true);
        }
    }

    private static String text(ObjectNode claims, String name) {
        JsonNode node = claims.path(name);
        return node.isString() ? node.stringValue() : "";
    }
}
