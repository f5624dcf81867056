package dev.foyer.http;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One operation of the API.
 *
 * @param path with parameters in braces: {@code /v2/rooms/{room_id}}
 * @param summary one line for the reference page
 * @param bodyLimit bytes
 * @param ledger the action under which a successful call is written to the audit ledger, as {@code room.updated}; null for
 *     calls that change nothing lasting
 */
public record Route(
        Method method,
        String path,
        String summary,
        Scope scope,
        int bodyLimit,
        RouteDocs docs,
        @Nullable String ledger,
        Function<Request, Reply> handler) {
    private static final int BODY_LIMIT = 256 * 1024;

    /** The methods in use. */
    public enum Method {
        GET,
        POST,
        DELETE
    }

    public static Route get(String path, String summary, Scope scope, Function<Request, Reply> handler) {
        return new Route(Method.GET, path, summary, scope, BODY_LIMIT, RouteDocs.NONE, null, handler);
    }

    public static Route post(String path, String summary, Scope scope, Function<Request, Reply> handler) {
        return new Route(Method.POST, path, summary, scope, BODY_LIMIT, RouteDocs.NONE, null, handler);
    }

    public static Route delete(String path, String summary, Scope scope, Function<Request, Reply> handler) {
        return new Route(Method.DELETE, path, summary, scope, BODY_LIMIT, RouteDocs.NONE, null, handler);
    }

    /** The same route with another limit of the body, in bytes. */
    public Route limitedTo(int bytes) {
        return new Route(method, path, summary, scope, bytes, docs, ledger, handler);
    }

    /** The same route with one more query parameter described. */
    public Route asking(String name, Shape shape) {
        return with(docs.asking(name, shape));
    }

    /** The same route with its request body described. */
    public Route taking(Shape body) {
        return with(docs.taking(body));
    }

    /** The same route with its success answer described. */
    public Route giving(Shape answer) {
        return with(docs.giving(answer));
    }

    /** The same route, marked as an addition of ours to the 100ms API. */
    public Route ours() {
        return with(docs.ours());
    }

    /** The same route, marked as one that is refused with 501 until it works. */
    public Route notYet() {
        return with(docs.notYet());
    }

    /** The same route, written to the audit ledger as {@code action} when it succeeds. */
    public Route recorded(String action) {
        return new Route(method, path, summary, scope, bodyLimit, docs, action, handler);
    }

    private Route with(RouteDocs more) {
        return new Route(method, path, summary, scope, bodyLimit, more, ledger, handler);
    }
}
