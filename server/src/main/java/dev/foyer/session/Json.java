package dev.foyer.session;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reading of untrusted JSON without surprises: a member of the wrong type counts as missing. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    static ArrayNode strings(Iterable<String> values) {
        ArrayNode array = array();
        values.forEach(array::add);
        return array;
    }

    /** The object in the text; null when it is anything else. */
    static @Nullable ObjectNode parse(String text) {
        try {
            return MAPPER.readTree(text) instanceof ObjectNode object ? object : null;
        } catch (JacksonException malformed) {
            return null;
        }
    }

    static String write(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }

    /** A string member; null when missing or of another type. */
    static @Nullable String text(JsonNode node, String member) {
        JsonNode value = node.get(member);
        return value != null && value.isString() ? value.stringValue() : null;
    }

    static String text(JsonNode node, String member, String otherwise) {
        String value = text(node, member);
        return value == null ? otherwise : value;
    }

    static boolean flag(JsonNode node, String member, boolean otherwise) {
        JsonNode value = node.get(member);
        return (value != null && value.isBoolean()) ? value.booleanValue() : otherwise;
    }

    static int number(JsonNode node, String member, int otherwise) {
        JsonNode value = node.get(member);
        return value != null && value.isNumber() && value.canConvertToInt() ? value.asInt() : otherwise;
    }

    /** An object member; an empty object when missing or of another type. */
    static ObjectNode child(JsonNode node, String member) {
        return node.get(member) instanceof ObjectNode object ? object : object();
    }

    /** The strings of an array member; null when there is no such array. */
    static @Nullable List<String> list(JsonNode node, String member) {
        if (!(node.get(member) instanceof ArrayNode array)) {
            return null;
        }
        List<String> values = new ArrayList<>();
        for (JsonNode value : array) {
            if (value.isString()) {
                values.add(value.stringValue());
            }
        }
        return values;
    }
}
