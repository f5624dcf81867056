package dev.foyer.http;

import dev.foyer.kernel.Json;
import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.RefusalCode;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Runs one route: context to {@link Request}, {@link Reply} to context. */
final class RouteHandler implements Handler {
    private static final Logger log = LoggerFactory.getLogger(RouteHandler.class);

    /** Bytes of a body beyond its limit that are read and thrown away. */
    private static final int DRAIN = 4 << 20;

    private final Route route;
    private final Authenticator authenticator;
    private final RouteFilter filter;
    private final TrustedProxies proxies;

    RouteHandler(Route route, Authenticator authenticator, RouteFilter filter, TrustedProxies proxies) {
        this.proxies = proxies;
        this.route = route;
        this.authenticator = authenticator;
        this.filter = filter;
    }

    @Override
    public void handle(Context context) throws IOException {
        write(context, answer(context));
    }

    private Reply answer(Context context) throws IOException {
        try {
            Object caller = route.scope() == Scope.PUBLIC
                    ? null
                    : authenticator.check(route.scope(), context.header("Authorization"));
            Request request = new Request(
                    context.pathParamMap(),
                    context.queryParamMap(),
                    headers(context),
                    body(context),
                    proxies.client(context.ip(), context.header("X-Forwarded-For")),
                    caller);
            return filter.around(route, request, route.handler());
        } catch (Refusal refusal) {
            return Reply.refused(refusal);
        } catch (RuntimeException e) {
            // The route, not the path: a path may hold a room code.
            log.atError()
                    .setCause(e)
                    .addKeyValue("route", route.method() + " " + route.path())
                    .log("request failed");
            return new Reply(500, Reply.error(500, "Internal server error"));
        }
    }

    private String body(Context context) throws IOException {
        byte[] bytes = context.bodyInputStream().readNBytes(route.bodyLimit() + 1);
        if (bytes.length > route.bodyLimit()) {
            // A client that is still sending when the connection ends sees no answer at all, so a little more is taken.
            if (context.bodyInputStream().skip(DRAIN) == DRAIN) {
                context.header("Connection", "close");
            }
            throw Refusal.of(RefusalCode.BODY_TOO_LARGE);
        }
        try {
            // The one-argument constructor of String would put a question mark where somebody's name had a letter.
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Refusal.of(RefusalCode.MALFORMED_JSON);
        }
    }

    private static Map<String, String> headers(Context context) {
        Map<String, String> headers = new HashMap<>();
        context.headerMap().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        headers.put("host", ClientHost.of(context));
        return headers;
    }

    static void write(Context context, Reply reply) {
        context.status(reply.status());
        if (reply.status() == 503) {
            context.header("Retry-After", "1");
        }
        JsonNode json = reply.json();
        if (json != null) {
            context.contentType("application/json").result(Json.write(json));
        }
        Reply.Text other = reply.other();
        if (other != null) {
            context.contentType(other.contentType()).result(other.body());
        }
    }
}
