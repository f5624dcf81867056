package dev.foyer.session;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a client says about an error of its own, cut to what helps: reports also carry names, device lists and tokens, which
 * are not kept. All of it is the client's word.
 *
 * @param terminal whether the client gave up
 */
public record ClientFailure(
        int code, String name, String message, String description, String action, boolean terminal) {
    /** The reports about failures; everything else that clients report is dropped. */
    public static final Set<String> NAMES =
            Set.of("publish.failed", "subscribe.failed", "join.failed", "connect.failed", "disconnected");

    private static final int MAX_TEXT = 512;

    /** Reads the error members of a report; what is missing or of a wrong type is empty. */
    public static ClientFailure read(ObjectNode info) {
        return new ClientFailure(
                Json.number(info, "error_code", 0),
                text(info, "error_name"),
                text(info, "error_message"),
                text(info, "error_description"),
                text(info, "action"),
                Json.flag(info, "is_terminal", false));
    }

    private static String text(ObjectNode info, String member) {
        @Nullable JsonNode value = info.get(member);
        if (value == null || !value.isString()) {
            return "";
        }
        String text = value.stringValue().replace("\u0000", "");
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }
}
