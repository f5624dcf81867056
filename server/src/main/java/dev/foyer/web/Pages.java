package dev.foyer.web;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Map;

/**
 * Serves the meeting app. Every link form gets the same document, whatever the code: what a code is worth is told only by
 * the token endpoint. Files of the app have their content's hash in their names and may be kept for ever.
 */
public final class Pages {
    private static final List<String> LINKS =
            List.of("/", "/meeting/{code}", "/preview/{code}", "/streaming/meeting/{code}");
    private static final String ASSET_PREFIX = "/assets/meet/";

    private final Assets meet;
    private final Map<String, String> headers;

    /** @param headers see {@link PageHeaders} */
    public Pages(Assets meet, Map<String, String> headers) {
        this.meet = meet;
        this.headers = headers;
    }

    /** Adds the pages to a server that is being configured. */
    public void register(JavalinConfig config) {
        for (String link : LINKS) {
            get(config, link, this::document);
        }
        get(config, ASSET_PREFIX + "<path>", this::asset);
    }

    private static void get(JavalinConfig config, String path, Handler handler) {
        config.routes.addHttpHandler(HandlerType.GET, path, handler);
    }

    private void document(Context context) {
        Asset index = meet.get("index.html");
        headers.forEach(context::header);
        if (index == null) {
            context.status(503)
                    .contentType("text/plain; charset=utf-8")
                    .result("The meeting app is not built: run ./foyer build");
            return;
        }
        send(context, index);
    }

    private void asset(Context context) {
        Asset asset = meet.get("assets/meet/" + context.pathParam("path"));
        context.header("X-Content-Type-Options", "nosniff");
        context.header("Access-Control-Allow-Origin", "*");
        if (asset == null) {
            context.status(404).contentType("application/json").result("{\"code\":404,\"message\":\"Not found\"}");
            return;
        }
        context.header("Cache-Control", "public, max-age=31536000, immutable");
        context.header("ETag", asset.tag());
        if (asset.tag().equals(context.header("If-None-Match"))) {
            context.status(304);
            return;
        }
        send(context, asset);
    }

    private static void send(Context context, Asset asset) {
        String accepted = context.header("Accept-Encoding");
        boolean gzip = asset.compressed() && accepted != null && accepted.contains("gzip");
        if (asset.compressed()) {
            context.header("Vary", "Accept-Encoding");
        }
        if (gzip) {
            context.header("Content-Encoding", "gzip");
        }
        context.contentType(asset.type());
        context.result(gzip ? asset.gzipped() : asset.plain());
    }
}
