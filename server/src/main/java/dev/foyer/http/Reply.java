package dev.foyer.http;

import dev.foyer.kernel.Json;
import dev.foyer.kernel.Page;
import dev.foyer.kernel.Refusal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer as a value.
 *
 * @param json null for an empty body, or one that is no JSON
 * @param other a body that is no JSON; null when there is none
 * @param ledger the action to write to the audit ledger in place of the route's; null for the route's own
 */
public record Reply(
        int status,
        @Nullable JsonNode json,
        @Nullable Text other,
        @Nullable String ledger) {
    public Reply(int status, @Nullable JsonNode json) {
        this(status, json, null, null);
    }

    /** A body that is no JSON, in UTF-8. */
    public record Text(String contentType, String body) {}

    /** 200 with text of some type. */
    public static Reply text(String contentType, String body) {
        return new Reply(200, null, new Text(contentType, body), null);
    }

    /** The same answer of a recorded route, written to the audit ledger as {@code action}. */
    public Reply recordedAs(String action) {
        return new Reply(status, json, other, action);
    }

    public static Reply ok(JsonNode json) {
        return new Reply(200, json);
    }

    /** 204 with an empty body. */
    public static Reply noContent() {
        return new Reply(204, null);
    }

    /** The list wrapper {@code {limit, data, last}}. */
    public static <T> Reply page(Page<T> page, Function<T, ? extends JsonNode> view) {
        ObjectNode body = Json.object().put("limit", page.limit());
        ArrayNode data = body.putArray("data");
        page.data().forEach(element -> data.add(view.apply(element)));
        return ok(body.put("last", page.last()));
    }

    /** {@code {code, message, details}}. */
    public static Reply refused(Refusal refusal) {
        ObjectNode body = error(refusal.status(), refusal.text());
        if (!refusal.details().isEmpty()) {
            ArrayNode details = body.putArray("details");
            refusal.details().forEach(details::add);
        }
        return new Reply(refusal.status(), body);
    }

    static ObjectNode error(int status, String message) {
        return Json.object().put("code", status).put("message", message);
    }
}
