package dev.foyer.http;

import dev.foyer.kernel.Fields;
import dev.foyer.kernel.Json;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds JSON against its {@link Shape}: types, limits, choices, required members. What is described and what is accepted are
 * then the same thing. A null member counts as absent. Refusals name the member by its path.
 */
public final class ShapeCheck {
    private static final int MAX_KEY = 100;

    private final boolean keepsUnknown;

    private ShapeCheck(boolean keepsUnknown) {
        this.keepsUnknown = keepsUnknown;
    }

    /**
     * A copy with the members that the shape knows; others are ignored.
     *
     * @param path how refusals call the value; empty for the body itself
     * @throws dev.foyer.kernel.Refusal when the value does not have the shape
     */
    public static JsonNode known(Shape shape, JsonNode value, String path) {
        return new ShapeCheck(false).check(shape.schema(), value, path);
    }

    /** As {@link #known}, but members that the shape does not know stay in the copy. */
    public static JsonNode lenient(Shape shape, JsonNode value, String path) {
        return new ShapeCheck(true).check(shape.schema(), value, path);
    }

    private JsonNode check(JsonNode schema, JsonNode value, String path) {
        return switch (schema.path("type").asString("")) {
            case "string" -> text(schema, value, path);
            case "integer" -> whole(schema, value, path);
            case "number" -> number(schema, value, path);
            case "boolean" -> flag(value, path);
            case "array" -> list(schema, value, path);
            case "object" -> object(schema, value, path);
            default -> value.deepCopy();
        };
    }

    private static JsonNode text(JsonNode schema, JsonNode value, String path) {
        if (!value.isString()) {
            throw Fields.invalid(path + " must be a string");
        }
        String text = value.stringValue();
        int most = schema.path("maxLength").asInt(Integer.MAX_VALUE);
        if (text.length() > most) {
            throw Fields.invalid(path + " is longer than " + most + " characters");
        }
        if (schema.has("enum") && schema.get("enum").valueStream().noneMatch(value::equals)) {
            throw Fields.invalid(path + " must be one of "
                    + String.join(
                            ", ",
                            schema.get("enum")
                                    .valueStream()
                                    .map(JsonNode::stringValue)
                                    .toList()));
        }
        String pattern = schema.path("pattern").asString("");
        if (!pattern.isEmpty() && !Pattern.matches(pattern, text)) {
            throw Fields.invalid(path + " is not valid");
        }
        return value;
    }

    private static JsonNode whole(JsonNode schema, JsonNode value, String path) {
        double number = number(schema, value, path).doubleValue();
        if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
            throw Fields.invalid(path + " must be a whole number");
        }
        return Json.object().numberNode((int) number);
    }

    private static JsonNode number(JsonNode schema, JsonNode value, String path) {
        if (!value.isNumber()) {
            throw Fields.invalid(path + " must be a number");
        }
        double number = value.doubleValue();
        double least = schema.path("minimum").asDouble(Double.NEGATIVE_INFINITY);
        double most = schema.path("maximum").asDouble(Double.POSITIVE_INFINITY);
        if (number < least) {
            throw Fields.invalid(path + " must be " + schema.get("minimum") + " or more");
        }
        if (number > most) {
            throw Fields.invalid(path + " must be " + schema.get("maximum") + " or less");
        }
        return value;
    }

    private static JsonNode flag(JsonNode value, String path) {
        if (!value.isBoolean()) {
            throw Fields.invalid(path + " must be a boolean");
        }
        return value;
    }

    private JsonNode list(JsonNode schema, JsonNode value, String path) {
        if (!value.isArray()) {
            throw Fields.invalid(path + " must be an array");
        }
        int most = schema.path("maxItems").asInt(Integer.MAX_VALUE);
        if (value.size() > most) {
            throw Fields.invalid(path + " holds more than " + most + " entries");
        }
        ArrayNode checked = Json.array();
        for (int i = 0; i < value.size(); i++) {
            checked.add(check(schema.path("items"), value.get(i), path + "[" + i + "]"));
        }
        return checked;
    }

    private JsonNode object(JsonNode schema, JsonNode value, String path) {
        if (!(value instanceof ObjectNode given)) {
            throw Fields.invalid(path + " must be an object");
        }
        int most = schema.path("maxProperties").asInt(Integer.MAX_VALUE);
        if (given.size() > most) {
            throw Fields.invalid(path + " holds more than " + most + " members");
        }
        ObjectNode checked = Json.object();
        for (Map.Entry<String, JsonNode> entry : given.properties()) {
            member(schema, checked, entry, path.isEmpty() ? entry.getKey() : path + "." + entry.getKey());
        }
        for (JsonNode name : schema.path("required")) {
            if (!checked.has(name.stringValue())) {
                throw Fields.invalid((path.isEmpty() ? "" : path + ".") + name.stringValue() + " is required");
            }
        }
        return checked;
    }

    private void member(JsonNode schema, ObjectNode checked, Map.Entry<String, JsonNode> entry, String path) {
        if (entry.getValue().isNull()) {
            return;
        }
        JsonNode known = schema.path("properties").path(entry.getKey());
        if (!known.isMissingNode()) {
            checked.set(entry.getKey(), check(known, entry.getValue(), path));
        } else if (schema.has("additionalProperties")) {
            if (entry.getKey().length() > MAX_KEY || entry.getKey().chars().anyMatch(Character::isISOControl)) {
                throw Fields.invalid("a member name is too long or holds control characters");
            }
            checked.set(entry.getKey(), check(schema.get("additionalProperties"), entry.getValue(), path));
        } else if (keepsUnknown) {
            checked.set(entry.getKey(), entry.getValue().deepCopy());
        }
    }
}
