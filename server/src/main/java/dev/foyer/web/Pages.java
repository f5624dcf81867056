package dev.foyer.web;

import dev.foyer.http.ClientHost;
import dev.foyer.layout.PageLook;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Serves the meeting app. Every link form gets the same document, whatever the code: what a code is worth is told only by
 * the token endpoint. The host it is opened under may have its own link preview and say who frames it. Files of the app have their content's hash in their names and may be kept for ever.
 */
public final class Pages {
    private static final List<String> PREFIXES =
            List.of("/meeting", "/preview", "/streaming/meeting", "/streaming/preview", "/streaming");
    /** A code without a prefix must look like one: everything else at that place is somebody else's. */
    private static final Pattern BARE_CODE = Pattern.compile("(?=.{3,64}$)[A-Za-z0-9]+(-[A-Za-z0-9]+)+|[A-Za-z]{10}");

    private static final Pattern BARE_ROOM = Pattern.compile("[0-9a-f]{24}");
    private static final int MAX_MADE = 1000;
    private static final String ASSET_PREFIX = "/assets/meet/";

    private final Assets meet;
    private final Map<String, String> headers;
    private final Function<String, PageLook> looks;
    private final Map<PageLook, Asset> made = new ConcurrentHashMap<>();

    /**
     * @param headers see {@link PageHeaders}
     * @param looks how the page under a {@code Host} presents itself
     */
    public Pages(Assets meet, Map<String, String> headers, HostLooks looks) {
        this(meet, headers, looks::of);
    }

    Pages(Assets meet, Map<String, String> headers, Function<String, PageLook> looks) {
        this.meet = meet;
        this.headers = headers;
        this.looks = looks;
    }

    /** Adds the pages to a server that is being configured. */
    public void register(JavalinConfig config) {
        // Also for what is made of a link: /meeting/{code}/qr.svg and the like.
        config.routes.before("/meeting/*", context -> headers.forEach(context::header));
        get(config, "/", this::document);
        for (String prefix : PREFIXES) {
            get(config, prefix + "/{code}", this::document);
            get(config, prefix + "/{room}/{role}", this::document);
        }
        get(config, ASSET_PREFIX + "<path>", this::asset);
        get(config, "/{code}", context -> bare(context, BARE_CODE, "code"));
        get(config, "/{room}/{role}", context -> bare(context, BARE_ROOM, "room"));
    }

    private static void get(JavalinConfig config, String path, Handler handler) {
        config.routes.addHttpHandler(HandlerType.GET, path, handler);
    }

    private void bare(Context context, Pattern pattern, String parameter) {
        if (!pattern.matcher(context.pathParam(parameter)).matches()) {
            throw new NotFoundResponse();
        }
        document(context);
    }

    private void document(Context context) {
        PageLook look = looks.apply(ClientHost.of(context));
        PageHeaders.framedBy(headers, look.embedOrigins()).forEach(context::header);
        Asset index = index(look);
        if (index == null) {
            context.status(503)
                    .contentType("text/plain; charset=utf-8")
                    .result("The meeting app is not built: run ./foyer build");
            return;
        }
        send(context, index);
    }

    private @Nullable Asset index(PageLook look) {
        Asset plain = meet.get("index.html");
        if (plain == null) {
            return null;
        }
        if (made.size() >= MAX_MADE) {
            made.clear();
        }
        return made.computeIfAbsent(look, wanted -> Assets.document(LinkPreview.into(plain.plain(), wanted)));
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
