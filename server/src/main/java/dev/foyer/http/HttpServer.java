package dev.foyer.http;

import dev.foyer.config.Config;
import dev.foyer.kernel.Json;
import dev.foyer.kernel.StartException;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.util.JavalinBindException;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only HTTP listener. Every answer carries the CORS header and every error is JSON, because the official clients parse
 * errors and retry what they cannot parse. Requests run on virtual threads.
 */
public final class HttpServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HttpServer.class);

    private final Config config;
    private final Javalin javalin;

    /**
     * @param filter stands around every route's handler
     * @param extra registers what is not a route: websockets, pages
     */
    public HttpServer(
            Config config,
            List<Route> routes,
            Authenticator authenticator,
            RouteFilter filter,
            Consumer<JavalinConfig> extra) {
        this.config = config;
        TrustedProxies proxies = TrustedProxies.of(config.trustedProxies());
        this.javalin = Javalin.create(javalinConfig -> {
            listen(javalinConfig);
            common(javalinConfig);
            javalinConfig.routes.before(context -> ClientHost.keep(context, proxies));
            for (Route route : routes) {
                javalinConfig.routes.addHttpHandler(
                        HandlerType.findOrCreate(route.method().name()),
                        route.path(),
                        new RouteHandler(route, authenticator, filter, proxies));
            }
            extra.accept(javalinConfig);
        });
    }

    /**
     * Opens the port.
     *
     * @throws StartException when the port is in use or the certificate cannot be used
     */
    public void start() {
        try {
            javalin.start();
        } catch (JavalinBindException e) {
            throw new StartException(
                    "Cannot start: port " + config.port()
                            + " is already in use or may not be opened; choose another with --port.",
                    e);
        }
    }

    /** The port that is open; another than configured when that was 0. */
    public int port() {
        return javalin.port();
    }

    /** Stops accepting and closes what is open. */
    @Override
    public void close() {
        javalin.stop();
    }

    private void listen(JavalinConfig javalinConfig) {
        javalinConfig.startup.showJavalinBanner = false;
        javalinConfig.concurrency.useVirtualThreads = true;
        javalinConfig.http.defaultContentType = "application/json";
        javalinConfig.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        javalinConfig.jetty.modifyServer(server -> server.setErrorHandler(new JsonErrorHandler()));
        Tls tls = Tls.of(config);
        if (tls == null) {
            javalinConfig.jetty.port = config.port();
        } else {
            javalinConfig.jetty.addConnector((server, http) -> tls.connector(server, http, config.port()));
        }
    }

    private static void common(JavalinConfig javalinConfig) {
        javalinConfig.routes.before(HttpServer::cors);
        javalinConfig.routes.options("/*", context -> context.status(204));
        javalinConfig.routes.get(
                "/healthz",
                context -> RouteHandler.write(context, Reply.ok(Json.object().put("status", "ok"))));
        javalinConfig.routes.exception(
                HttpResponseException.class,
                (e, context) -> RouteHandler.write(
                        context, new Reply(e.getStatus(), Reply.error(e.getStatus(), phrase(e.getStatus())))));
        javalinConfig.routes.exception(Exception.class, (e, context) -> {
            log.atError().setCause(e).addKeyValue("method", context.method()).log("request failed");
            RouteHandler.write(context, new Reply(500, Reply.error(500, "Internal server error")));
        });
    }

    private static void cors(Context context) {
        context.header("Access-Control-Allow-Origin", "*");
        context.header("X-Content-Type-Options", "nosniff");
        if (context.method().equals(HandlerType.OPTIONS)) {
            String asked = context.header("Access-Control-Request-Headers");
            context.header("Access-Control-Allow-Methods", "GET, POST, DELETE, OPTIONS");
            context.header(
                    "Access-Control-Allow-Headers",
                    asked != null && asked.matches("[A-Za-z0-9_, -]{1,500}")
                            ? asked
                            : "authorization, content-type, user_agent_v2");
            context.header("Access-Control-Max-Age", "86400");
        }
    }

    private static String phrase(int status) {
        return HttpStatus.forStatus(status).getMessage();
    }
}
