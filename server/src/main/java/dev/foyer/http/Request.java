package dev.foyer.http;

import dev.foyer.kernel.Fields;
import dev.foyer.kernel.Json;
import dev.foyer.kernel.PageRequest;
import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.RefusalCode;
import dev.foyer.kernel.Timestamps;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A call as a value.
 *
 * @param path path parameters, decoded
 * @param query every value of every query parameter
 * @param headers names in lower case; {@code host} is what the client asked for, also behind a trusted proxy
 * @param body text, whatever the content type says
 * @param address textual address of the peer, without port
 * @param caller what the {@link Authenticator} returned; null on public routes
 */
public record Request(
        Map<String, String> path,
        Map<String, List<String>> query,
        Map<String, String> headers,
        String body,
        String address,
        @Nullable Object caller) {

    /** The body as an object; an empty body is the empty object. */
    public ObjectNode json() {
        return withoutNul(Json.readObject(body));
    }

    /** The body as an array, for the few calls that take one; an empty body is the empty array. */
    public ArrayNode jsonList() {
        return withoutNul(Json.readArray(body));
    }

    /** PostgreSQL cannot store that character, and nobody means it. */
    private <T extends JsonNode> T withoutNul(T json) {
        if (body.contains("\\u0000") && holdsNul(json)) {
            throw Fields.invalid("text must not hold NUL characters");
        }
        return json;
    }

    private static boolean holdsNul(JsonNode json) {
        return (json.isString() && json.stringValue().indexOf('\0') >= 0)
                || json.propertyNames().stream().anyMatch(name -> name.indexOf('\0') >= 0)
                || json.valueStream().anyMatch(Request::holdsNul);
    }

    /** A path parameter; its name is in the route. */
    public String path(String name) {
        String value = path.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no parameter " + name);
        }
        if (value.indexOf('\0') >= 0) {
            throw Refusal.of(RefusalCode.INVALID_ID);
        }
        return value;
    }

    /** First value of a query parameter; null when absent or empty. */
    public @Nullable String query(String name) {
        List<String> values = query.get(name);
        if (values == null || values.isEmpty() || values.getFirst().isEmpty()) {
            return null;
        }
        if (values.getFirst().indexOf('\0') >= 0) {
            throw Refusal.of(RefusalCode.INVALID_QUERY, "Invalid query param: " + name);
        }
        return values.getFirst();
    }

    /** A boolean of the query; null when absent. */
    public @Nullable Boolean queryFlag(String name) {
        String value = query(name);
        if (value == null) {
            return null;
        }
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw Refusal.of(RefusalCode.INVALID_QUERY, "Invalid query param: " + name);
        };
    }

    /** A time of the query; null when absent. */
    public @Nullable Instant queryTime(String name) {
        String value = query(name);
        return value == null
                ? null
                : Timestamps.parse(value)
                        .orElseThrow(() -> Refusal.of(RefusalCode.INVALID_QUERY, "Invalid query param: " + name));
    }

    /** The page asked for by {@code limit} and {@code start}. */
    public PageRequest page() {
        return page(10);
    }

    /** As {@link #page()} with another limit when none is given. */
    public PageRequest page(int otherwise) {
        String limit = query("limit");
        try {
            return new PageRequest(limit == null ? otherwise : Integer.parseInt(limit), query("start"));
        } catch (NumberFormatException e) {
            throw Refusal.of(RefusalCode.INVALID_QUERY, "Invalid query param: limit");
        }
    }

    /** The {@code Host} that the client asked for, unchecked; empty when there was none. */
    public String host() {
        return headers.getOrDefault("host", "");
    }

    /** Who is calling, as the type that belongs to the route's scope. */
    public <T> T principal(Class<T> type) {
        return type.cast(Objects.requireNonNull(caller, "a public route has no caller"));
    }
}
