package dev.foyer.reference;

import dev.foyer.http.Route;
import dev.foyer.http.Scope;
import dev.foyer.http.Shape;
import dev.foyer.kernel.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The routes as a Postman collection, format 2.1, with {@code base_url}, {@code management_token} and {@code auth_token}. */
public final class Postman {
    private static final String FORMAT = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";

    private Postman() {}

    /** The collection; a folder for each noun. */
    public static ObjectNode collection(List<Route> routes) {
        ObjectNode collection = Json.object();
        collection.putObject("info").put("name", "Foyer").put("schema", FORMAT);
        ArrayNode variables = collection.putArray("variable");
        variables.addObject().put("key", "base_url").put("value", "http://localhost:8080");
        variables.addObject().put("key", "management_token").put("value", "");
        variables.addObject().put("key", "auth_token").put("value", "");
        Map<String, ArrayNode> folders = new TreeMap<>();
        routes.stream()
                .sorted(Comparator.comparing(Route::path).thenComparing(Route::method))
                .forEach(route -> folders.computeIfAbsent(Operation.heading(route), heading -> Json.array())
                        .add(item(route)));
        ArrayNode items = collection.putArray("item");
        folders.forEach(
                (heading, content) -> items.addObject().put("name", heading).set("item", content));
        return collection;
    }

    private static ObjectNode item(Route route) {
        ObjectNode item = Json.object().put("name", route.summary());
        ObjectNode request =
                item.putObject("request").put("method", route.method().name());
        ObjectNode auth = request.putObject("auth");
        if (route.scope() == Scope.PUBLIC) {
            auth.put("type", "noauth");
        } else {
            String token = route.scope() == Scope.MANAGEMENT ? "{{management_token}}" : "{{auth_token}}";
            auth.put("type", "bearer")
                    .putArray("bearer")
                    .addObject()
                    .put("key", "token")
                    .put("value", token)
                    .put("type", "string");
        }
        request.set("url", url(route));
        Shape body = route.docs().body();
        if (body != null) {
            request.putArray("header").addObject().put("key", "Content-Type").put("value", "application/json");
            ObjectNode content = request.putObject("body").put("mode", "raw");
            content.put("raw", Json.write(Examples.of(body.schema(), true)));
            content.putObject("options").putObject("raw").put("language", "json");
        }
        return item;
    }

    private static ObjectNode url(Route route) {
        String path = route.path().replaceAll("\\{([^}]+)}", ":$1");
        ObjectNode url = Json.object().put("raw", "{{base_url}}" + path);
        url.putArray("host").add("{{base_url}}");
        ArrayNode parts = url.putArray("path");
        for (String part : path.substring(1).split("/")) {
            parts.add(part);
        }
        ArrayNode variables = url.putArray("variable");
        Operation.parameters(route)
                .forEach(name -> variables.addObject().put("key", name).put("value", ""));
        ArrayNode query = url.putArray("query");
        route.docs()
                .parameters()
                .forEach(entry -> query.addObject()
                        .put("key", entry.getKey())
                        .put(
                                "value",
                                Examples.of(entry.getValue().schema(), true).asString(""))
                        .put("disabled", true));
        return url;
    }
}
