package dev.foyer.http;

import dev.foyer.kernel.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Errors that arise before any route is reached, such as a malformed request line, as JSON too. */
final class JsonErrorHandler implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        String body = Json.write(Reply.error(status, HttpStatus.getMessage(status)));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        // What could not be read as a request leaves the connection in no state to go on with.
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        response.getHeaders().put("Access-Control-Allow-Origin", "*");
        response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
        return true;
    }
}
