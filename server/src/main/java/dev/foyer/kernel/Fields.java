package dev.foyer.kernel;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Typed reads from a request body. An absent member and a null are the same; a member of a wrong type is refused. */
public final class Fields {
    private Fields() {}

    /** Refuses a member: {@code Invalid body param: <what>}. */
    public static Refusal invalid(String what) {
        return Refusal.of(RefusalCode.INVALID_BODY, "Invalid body param: " + what);
    }

    public static @Nullable String text(ObjectNode body, String name) {
        JsonNode node = body.get(name);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isString()) {
            throw invalid(name + " must be a string");
        }
        return node.stringValue();
    }

    /** A text of at most {@code most} characters without control characters. */
    public static @Nullable String shortText(ObjectNode body, String name, int most) {
        String value = text(body, name);
        if (value != null && value.length() > most) {
            throw invalid(name + " is longer than " + most + " characters");
        }
        if (value != null && value.chars().anyMatch(Character::isISOControl)) {
            throw invalid(name + " has control characters");
        }
        return value;
    }

    public static @Nullable Boolean flag(ObjectNode body, String name) {
        JsonNode node = body.get(name);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isBoolean()) {
            throw invalid(name + " must be a boolean");
        }
        return node.booleanValue();
    }

    public static boolean flag(ObjectNode body, String name, boolean otherwise) {
        Boolean value = flag(body, name);
        return value == null ? otherwise : value;
    }

    /** A whole number; {@code 3.0} counts as one. */
    public static @Nullable Integer whole(ObjectNode body, String name) {
        Double value = number(body, name);
        if (value == null) {
            return null;
        }
        if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
            throw invalid(name + " must be a whole number");
        }
        return (int) value.doubleValue();
    }

    /** A whole number within bounds, both inclusive. */
    public static int whole(ObjectNode body, String name, int otherwise, int min, int max) {
        Integer value = whole(body, name);
        if (value == null) {
            return otherwise;
        }
        if (value < min || value > max) {
            throw invalid(name + " must be " + min + " to " + max);
        }
        return value;
    }

    public static @Nullable Double number(ObjectNode body, String name) {
        JsonNode node = body.get(name);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isNumber()) {
            throw invalid(name + " must be a number");
        }
        return node.doubleValue();
    }

    public static @Nullable ObjectNode object(ObjectNode body, String name) {
        JsonNode node = body.get(name);
        if (node == null || node.isNull()) {
            return null;
        }
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw invalid(name + " must be an object");
    }

    /** An object; the empty one when absent. */
    public static ObjectNode objectOrEmpty(ObjectNode body, String name) {
        ObjectNode object = object(body, name);
        return object == null ? Json.object() : object;
    }

    public static @Nullable List<String> texts(ObjectNode body, String name) {
        JsonNode node = body.get(name);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isArray()) {
            throw invalid(name + " must be an array of strings");
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : node) {
            if (!element.isString()) {
                throw invalid(name + " must be an array of strings");
            }
            texts.add(element.stringValue());
        }
        return List.copyOf(texts);
    }
}
