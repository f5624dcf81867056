package dev.foyer.http;

import dev.foyer.kernel.Json;
import java.util.Arrays;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a piece of JSON looks like, as a JSON Schema (2020-12, the dialect of OpenAPI 3.1). It describes; the rules that check
 * what comes in live beside the domain and give the API's own texts. Immutable.
 */
public final class Shape {
    private final ObjectNode schema;
    private final boolean required;

    private Shape(ObjectNode schema, boolean required) {
        this.schema = schema;
        this.required = required;
    }

    public static Shape text() {
        return of("string");
    }

    /** One of these texts. */
    public static Shape choice(String... values) {
        Shape shape = of("string");
        ArrayNode list = shape.schema.putArray("enum");
        Arrays.stream(values).forEach(list::add);
        return shape;
    }

    /** RFC 3339 text. */
    public static Shape time() {
        Shape shape = of("string");
        shape.schema.put("format", "date-time");
        return shape;
    }

    public static Shape integer() {
        return of("integer");
    }

    public static Shape number() {
        return of("number");
    }

    public static Shape flag() {
        return of("boolean");
    }

    /** Any JSON at all. */
    public static Shape anything() {
        return new Shape(Json.object(), false);
    }

    public static Shape list(Shape item) {
        Shape shape = of("array");
        shape.schema.set("items", item.schema());
        return shape;
    }

    /** An object; members are added by {@link #with}. */
    public static Shape object() {
        return of("object");
    }

    /** An object whose member names are data: ids, role names. */
    public static Shape mapOf(Shape value) {
        Shape shape = of("object");
        shape.schema.set("additionalProperties", value.schema());
        return shape;
    }

    /** A page of items as every list call answers: {@code {limit, data, last}}. */
    public static Shape page(Shape item) {
        return object().with("limit", integer()).with("data", list(item)).with("last", text());
    }

    /** This object with one more member. */
    public Shape with(String name, Shape member) {
        Shape more = copy();
        more.schema.withObject("/properties").set(name, member.schema());
        if (member.required) {
            more.schema.withArray("/required").add(name);
        }
        return more;
    }

    /** Must be there, as a member of an object or as a query parameter. */
    public Shape required() {
        return new Shape(schema, true);
    }

    /** One sentence for the reference page. */
    public Shape about(String sentence) {
        Shape more = copy();
        more.schema.put("description", sentence);
        return more;
    }

    /** Longest text in characters, longest list in items, most members of a map, or greatest number. */
    public Shape atMost(long most) {
        Shape more = copy();
        switch (schema.path("type").asString("")) {
            case "string" -> more.schema.put("maxLength", most);
            case "array" -> more.schema.put("maxItems", most);
            case "object" -> more.schema.put("maxProperties", most);
            default -> more.schema.put("maximum", most);
        }
        return more;
    }

    /** A text that matches this regular expression as a whole. */
    public Shape matching(String pattern) {
        Shape more = copy();
        more.schema.put("pattern", "^(?:" + pattern + ")$");
        return more;
    }

    /** Smallest number. */
    public Shape atLeast(long least) {
        Shape more = copy();
        more.schema.put("minimum", least);
        return more;
    }

    /** A value that the call accepts, used by the reference page and by the generated tests. */
    public Shape example(String value) {
        Shape more = copy();
        more.schema.putArray("examples").add(value);
        return more;
    }

    /** As {@link #example(String)}. */
    public Shape example(long value) {
        Shape more = copy();
        more.schema.putArray("examples").add(value);
        return more;
    }

    public boolean isRequired() {
        return required;
    }

    /** The schema, a copy. */
    public ObjectNode schema() {
        return schema.deepCopy();
    }

    private Shape copy() {
        return new Shape(schema.deepCopy(), required);
    }

    private static Shape of(String type) {
        return new Shape(Json.object().put("type", type), false);
    }
}
