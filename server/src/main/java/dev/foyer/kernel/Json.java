package dev.foyer.kernel;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON in and out, one mapper for the whole server. Depth and length of what is read are bounded. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(64)
                            .maxNumberLength(64)
                            .build())
                    .build())
            .build();

    private Json() {}

    /** A new, empty object. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A new, empty array. */
    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** Reads an object; blank text is the empty object. Anything else is refused as {@link RefusalCode#MALFORMED_JSON}. */
    public static ObjectNode readObject(String text) {
        if (text.isBlank()) {
            return object();
        }
        if (parse(text) instanceof ObjectNode object) {
            return object;
        }
        throw Refusal.of(RefusalCode.MALFORMED_JSON);
    }

    /** Reads an array; blank text is the empty array. Anything else is refused as {@link RefusalCode#MALFORMED_JSON}. */
    public static ArrayNode readArray(String text) {
        if (text.isBlank()) {
            return array();
        }
        if (parse(text) instanceof ArrayNode array) {
            return array;
        }
        throw Refusal.saying(RefusalCode.MALFORMED_JSON, "Request body is not a JSON array");
    }

    private static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw Refusal.of(RefusalCode.MALFORMED_JSON);
        }
    }

    /** Reads text that we wrote ourselves. */
    public static <T> T read(String text, Class<T> type) {
        return MAPPER.readValue(text, type);
    }

    /** A record or node as text. */
    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** A record as a node. */
    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }
}
