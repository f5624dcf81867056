package dev.foyer.hostile;

import dev.foyer.kernel.Json;
import dev.foyer.reference.Examples;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes hostile calls of an OpenAPI document: every parameter and member of every operation is wrong once in every way. */
final class HostileCalls {
    private final Map<String, String> known;
    private final List<HostileCall> calls = new ArrayList<>();

    /** @param known a value for each path parameter that exists, so that a call gets as far as its body */
    HostileCalls(Map<String, String> known) {
        this.known = known;
    }

    List<HostileCall> of(JsonNode document) {
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method ->
                                operation(method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue())));
        return List.copyOf(calls);
    }

    private void operation(String method, String path, JsonNode operation) {
        String scope =
                operation.at("/security/0").propertyNames().stream().findFirst().orElse("");
        String name = method + " " + path;
        JsonNode schema = operation.at("/requestBody/content/application~1json/schema");
        byte[] good =
                schema.isMissingNode() ? new byte[0] : HostileValues.bytes(Json.write(Examples.of(schema, false)));
        for (JsonNode parameter : operation.path("parameters")) {
            String where = parameter.path("name").asString();
            for (String text : HostileValues.texts()) {
                String value = HostileValues.inPath(text);
                String asked = parameter.path("in").asString().equals("path")
                        ? fill(path, where, value)
                        : fill(path, "", "") + "?" + where + "=" + value;
                calls.add(new HostileCall(method, asked, good, scope, name + " " + where + "=" + shown(text), false));
            }
        }
        if (!method.equals("GET")) {
            String target = fill(path, "", "");
            boolean reads = !schema.isMissingNode();
            boolean list = schema.path("type").asString("").equals("array");
            HostileValues.bodies()
                    .forEach((what, body) -> calls.add(new HostileCall(
                            method,
                            target,
                            body,
                            scope,
                            name + " " + what,
                            reads && !(list && what.equals("an array")))));
            calls.add(new HostileCall(
                    method, target, HostileValues.manyMembers(), scope, name + " 100,000 members", false));
            members(
                    schema,
                    (changed, what, refuse) -> calls.add(new HostileCall(
                            method, target, HostileValues.bytes(changed), scope, name + " " + what, refuse)));
        }
    }

    /** Takes one changed body. */
    private interface Sink {
        void body(String json, String what, boolean mustRefuse);
    }

    private static void members(JsonNode schema, Sink sink) {
        // A list is wrong as a whole only; its items are wrong where they are members.
        if (!(Examples.of(schema, true) instanceof ObjectNode full)) {
            return;
        }
        for (JsonNode required : schema.path("required")) {
            ObjectNode less = full.deepCopy();
            less.remove(required.asString());
            sink.body(Json.write(less), "without " + required.asString(), true);
        }
        walk(schema, "", (pointer, member) -> {
            HostileValues.wrongFor(member.path("type").asString(""))
                    .forEach((what, json) -> sink.body(with(full, pointer, json), pointer + " is " + what, true));
            if (member.path("type").asString("").equals("string")) {
                HostileValues.texts()
                        .forEach(text -> sink.body(
                                with(full, pointer, Json.write(text)),
                                pointer + " is " + shown(text),
                                NEVER.test(text)));
                sink.body(with(full, pointer, "\"\\ud800\""), pointer + " is half a surrogate", false);
            }
        });
    }

    private static final Predicate<String> NEVER = text -> text.indexOf('\0') >= 0 || text.length() > 60_000;

    private interface Visit {
        void member(String pointer, JsonNode schema);
    }

    private static void walk(JsonNode schema, String prefix, Visit visit) {
        schema.path("properties").properties().forEach(member -> {
            String pointer = prefix + "/" + member.getKey();
            visit.member(pointer, member.getValue());
            if (member.getValue().path("examples").isEmpty()) {
                walk(member.getValue(), pointer, visit);
            }
        });
    }

    /** The body with the member at the pointer replaced by raw JSON, which no tree could hold. */
    private static String with(ObjectNode full, String pointer, String json) {
        ObjectNode copy = full.deepCopy();
        int last = pointer.lastIndexOf('/');
        JsonNode parent = last == 0 ? copy : copy.at(pointer.substring(0, last));
        if (parent instanceof ObjectNode object) {
            object.put(pointer.substring(last + 1), "@@HERE@@");
        }
        return Json.write(copy).replace("\"@@HERE@@\"", json);
    }

    private String fill(String path, String name, String value) {
        StringBuilder filled = new StringBuilder();
        for (String part : path.split("/", -1)) {
            if (!filled.isEmpty() || !part.isEmpty()) {
                filled.append('/');
            }
            boolean parameter = part.startsWith("{");
            String inside = parameter ? part.substring(1, part.length() - 1) : "";
            filled.append(
                    !parameter
                            ? part
                            : inside.equals(name) ? value : known.getOrDefault(inside, "000000000000000000000000"));
        }
        return filled.toString();
    }

    private static String shown(String text) {
        String plain = text.codePoints()
                .limit(30)
                .collect(
                        StringBuilder::new,
                        (all, c) ->
                                all.append(c < 32 || c > 126 ? "\\u" + Integer.toHexString(c) : Character.toString(c)),
                        StringBuilder::append)
                .toString();
        return "<" + plain + (text.length() > 30 ? "… " + text.getBytes(StandardCharsets.UTF_8).length + " bytes" : "")
                + ">";
    }
}
