package dev.foyer.reference;

import dev.foyer.http.Route;
import dev.foyer.kernel.Json;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /docs}: the reference of this very server, with a viewer that comes from this very server. */
public final class ReferencePages {
    private static final String VIEWER = "/META-INF/resources/webjars/swagger-ui/5.30.2/";
    private static final String OWN = "/reference/";
    /** Name, where it is, type. Nothing else can be asked for. */
    private static final Map<String, Source> ASSETS = Map.of(
            "swagger-ui.css", new Source(VIEWER + "swagger-ui.css", "text/css; charset=utf-8"),
            "swagger-ui-bundle.js", new Source(VIEWER + "swagger-ui-bundle.js", "text/javascript; charset=utf-8"),
            "favicon-32x32.png", new Source(VIEWER + "favicon-32x32.png", "image/png"),
            "start.js", new Source(OWN + "start.js", "text/javascript; charset=utf-8"));

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final String openApi;
    private final String postman;

    public ReferencePages(List<Route> routes) {
        this.openApi = Json.write(OpenApi.document(routes));
        this.postman = Json.write(Postman.collection(routes));
    }

    private record Source(String resource, String type) {}

    /** Adds the pages to a server that is being configured. */
    public void register(JavalinConfig config) {
        get(config, "/docs", context -> send(context, new Source(OWN + "index.html", "text/html; charset=utf-8")));
        get(config, "/docs/openapi.json", context -> json(context, openApi));
        get(config, "/docs/postman.json", context -> json(context, postman));
        get(config, "/docs/assets/{name}", this::asset);
    }

    private static void get(JavalinConfig config, String path, Handler handler) {
        config.routes.addHttpHandler(HandlerType.GET, path, handler);
    }

    private void asset(Context context) {
        @Nullable Source source = ASSETS.get(context.pathParam("name"));
        if (source == null) {
            context.status(404).contentType("application/json").result("{\"code\":404,\"message\":\"Not found\"}");
            return;
        }
        send(context, source);
    }

    private static void send(Context context, Source source) {
        context.header("Content-Security-Policy", POLICY);
        context.header("X-Frame-Options", "DENY");
        context.header("X-Content-Type-Options", "nosniff");
        // Nobody opens these pages from a script of theirs, unlike meetings, which customers do open in windows they
        // watch.
        context.header("Cross-Origin-Opener-Policy", "same-origin");
        context.header("Referrer-Policy", "no-referrer");
        context.header("Cache-Control", "no-cache");
        context.contentType(source.type()).result(read(source.resource()));
    }

    private static void json(Context context, String text) {
        context.contentType("application/json").result(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] read(String resource) {
        try (InputStream in = ReferencePages.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the build lacks " + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
