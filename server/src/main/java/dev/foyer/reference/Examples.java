package dev.foyer.reference;

import dev.foyer.kernel.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A value that fits a schema: its own example where it has one. */
public final class Examples {
    private Examples() {}

    /**
     * An example.
     *
     * @param schema as {@code dev.foyer.http.Shape} makes them
     * @param optional whether optional members are filled in, too
     */
    public static JsonNode of(JsonNode schema, boolean optional) {
        if (!schema.path("examples").isEmpty()) {
            return schema.path("examples").get(0);
        }
        if (!schema.path("enum").isEmpty()) {
            return schema.path("enum").get(0);
        }
        ObjectNode holder = Json.object();
        switch (schema.path("type").asString("")) {
            case "object" -> holder.set("value", object(schema, optional));
            case "array" -> holder.set("value", array(schema, optional));
            case "integer", "number" ->
                holder.put("value", schema.path("minimum").asLong(1));
            case "boolean" -> holder.put("value", true);
            case "string" ->
                holder.put(
                        "value",
                        schema.path("format").asString("").equals("date-time") ? "2027-01-01T09:00:00Z" : "text");
            default -> holder.put("value", "anything");
        }
        return holder.get("value");
    }

    private static ObjectNode object(JsonNode schema, boolean optional) {
        ObjectNode object = Json.object();
        JsonNode required = schema.path("required");
        schema.path("properties").properties().forEach(member -> {
            if (optional || contains(required, member.getKey())) {
                object.set(member.getKey(), of(member.getValue(), optional));
            }
        });
        if (optional && schema.has("additionalProperties")) {
            object.set("name", of(schema.path("additionalProperties"), true));
        }
        return object;
    }

    private static ArrayNode array(JsonNode schema, boolean optional) {
        return Json.array().add(of(schema.path("items"), optional));
    }

    private static boolean contains(JsonNode names, String name) {
        for (JsonNode one : names) {
            if (one.asString("").equals(name)) {
                return true;
            }
        }
        return false;
    }
}
