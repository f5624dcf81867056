package dev.foyer.http;

import java.util.function.Function;

/**
 * One operation of the API.
 *
 * @param path with parameters in braces: {@code /v2/rooms/{room_id}}
 * @param summary one line for the reference page
 * @param bodyLimit bytes
 */
public record Route(
        Method method, String path, String summary, Scope scope, int bodyLimit, Function<Request, Reply> handler) {
    private static final int BODY_LIMIT = 256 * 1024;

    /** The methods in use. */
    public enum Method {
        GET,
        POST,
        DELETE
    }

    public static Route get(String path, String summary, Scope scope, Function<Request, Reply> handler) {
        return new Route(Method.GET, path, summary, scope, BODY_LIMIT, handler);
    }

    public static Route post(String path, String summary, Scope scope, Function<Request, Reply> handler) {
        return new Route(Method.POST, path, summary, scope, BODY_LIMIT, handler);
    }

    public static Route delete(String path, String summary, Scope scope, Function<Request, Reply> handler) {
        return new Route(Method.DELETE, path, summary, scope, BODY_LIMIT, handler);
    }

    /** The same route with another limit of the body, in bytes. */
    public Route limitedTo(int bytes) {
        return new Route(method, path, summary, scope, bytes, handler);
    }
}
