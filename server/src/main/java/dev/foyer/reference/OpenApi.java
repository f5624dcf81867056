package dev.foyer.reference;

import dev.foyer.http.Route;
import dev.foyer.http.RouteDocs;
import dev.foyer.http.Scope;
import dev.foyer.http.Shape;
import dev.foyer.kernel.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The routes as an OpenAPI 3.1 document. */
public final class OpenApi {
    private static final String ABOUT = """
            The management API of Foyer. It answers like the 100ms server API, so that its official SDKs work unchanged; \
            operations marked with `x-foyer-extension` are ours. Calls carry a management token: a JWT (HS256) signed with \
            the workspace's secret, with the claims access_key, type "management", version 2, iat, nbf, exp and jti.""";

    private OpenApi() {}

    /** The document; the same routes give the same text in any order. */
    public static ObjectNode document(List<Route> routes) {
        ObjectNode document = Json.object().put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "Foyer")
                .put("version", "2")
                .put("description", ABOUT)
                .putObject("license")
                .put("name", "Apache-2.0")
                .put("identifier", "Apache-2.0");
        document.putArray("servers").addObject().put("url", "/");
        ObjectNode paths = document.putObject("paths");
        routes.stream()
                .sorted(Comparator.comparing(Route::path).thenComparing(Route::method))
                .forEach(route -> paths.withObjectProperty(route.path())
                        .set(route.method().name().toLowerCase(Locale.ROOT), operation(route)));
        document.set("components", components());
        return document;
    }

    private static ObjectNode operation(Route route) {
        RouteDocs docs = route.docs();
        ObjectNode operation = Json.object().put("operationId", Operation.id(route));
        operation.put("summary", route.summary());
        operation.putArray("tags").add(Operation.heading(route));
        if (docs.extension()) {
            operation.put("x-foyer-extension", true);
        }
        ArrayNode security = operation.putArray("security");
        if (route.scope() != Scope.PUBLIC) {
            security.addObject().putArray(route.scope().name().toLowerCase(Locale.ROOT));
        }
        parameters(route, operation.putArray("parameters"));
        if (docs.body() != null) {
            ObjectNode body = operation.putObject("requestBody").put("required", hasRequired(docs.body()));
            json(body, docs.body().schema());
        }
        answers(route, operation.putObject("responses"));
        return operation;
    }

    private static void parameters(Route route, ArrayNode parameters) {
        for (String name : Operation.parameters(route)) {
            parameters
                    .addObject()
                    .put("name", name)
                    .put("in", "path")
                    .put("required", true)
                    .set("schema", Shape.text().schema());
        }
        route.docs().parameters().forEach(entry -> {
            ObjectNode schema = entry.getValue().schema();
            ObjectNode parameter =
                    parameters.addObject().put("name", entry.getKey()).put("in", "query");
            if (entry.getValue().isRequired()) {
                parameter.put("required", true);
            }
            if (schema.has("description")) {
                parameter.set("description", schema.remove("description"));
            }
            parameter.set("schema", schema);
        });
    }

    private static void answers(Route route, ObjectNode answers) {
        Shape answer = route.docs().answer();
        if (route.docs().missing()) {
            refused(answers, "501", "Not available on this server yet");
        } else if (answer == null) {
            answers.putObject("204").put("description", "Done; there is nothing to say");
        } else {
            json(answers.putObject("200").put("description", "Done"), answer.schema());
        }
        refused(answers, "400", "The input is not acceptable");
        if (route.scope() != Scope.PUBLIC) {
            refused(answers, "401", "The token is missing, wrong or expired");
        }
        refused(answers, "default", "Any other refusal, and failures");
    }

    private static void refused(ObjectNode answers, String status, String text) {
        ObjectNode answer = answers.putObject(status).put("description", text);
        json(answer, Json.object().put("$ref", "#/components/schemas/Error"));
    }

    private static void json(ObjectNode holder, ObjectNode schema) {
        holder.putObject("content").putObject("application/json").set("schema", schema);
    }

    private static ObjectNode components() {
        ObjectNode components = Json.object();
        Shape error = Shape.object()
                .with("code", Shape.integer().about("The HTTP status.").required())
                .with("message", Shape.text().required())
                .with("details", Shape.list(Shape.text()));
        components.putObject("schemas").set("Error", error.schema());
        ObjectNode schemes = components.putObject("securitySchemes");
        bearer(schemes, "management", "A management token of the workspace.");
        bearer(schemes, "auth", "The auth token of one person for one room and role.");
        return components;
    }

    private static void bearer(ObjectNode schemes, String name, String about) {
        schemes.putObject(name)
                .put("type", "http")
                .put("scheme", "bearer")
                .put("bearerFormat", "JWT")
                .put("description", about);
    }

    private static boolean hasRequired(Shape body) {
        return !body.schema().path("required").isEmpty();
    }
}
