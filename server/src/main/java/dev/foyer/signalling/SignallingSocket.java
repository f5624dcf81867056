package dev.foyer.signalling;

import dev.foyer.kernel.Json;
import io.javalin.config.JavalinConfig;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import io.javalin.websocket.WsHandlerType;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The websocket of clients. Every upgrade is accepted and refused only afterwards, by {@code on-error}: a client that is
 * refused earlier tries again without a pause for a minute.
 */
public final class SignallingSocket {
    private static final Logger log = LoggerFactory.getLogger(SignallingSocket.class);
    private static final long MAX_MESSAGE = 1024 * 1024;
    /** Longer than the room's own patience, so that the room decides. */
    private static final Duration IDLE = Duration.ofMinutes(3);

    private static final Pattern PEER_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final Admissions admissions;
    private final LiveRooms rooms;
    private final Map<String, RoomConnection> connections = new ConcurrentHashMap<>();

    public SignallingSocket(Admissions admissions, LiveRooms rooms) {
        this.admissions = admissions;
        this.rooms = rooms;
    }

    /** Adds the socket to the listener. */
    public void register(JavalinConfig config) {
        config.routes.addWsHandler(WsHandlerType.WEBSOCKET, InitRoutes.SOCKET_PATH, this::handlers);
    }

    private void handlers(WsConfig socket) {
        socket.onConnect(this::opened);
        socket.onMessage(context -> {
            RoomConnection connection = connections.get(context.sessionId());
            if (connection != null) {
                connection.frame(context.message());
            }
        });
        socket.onClose(context -> closed(context.sessionId(), context.status()));
        socket.onError(context -> log.atDebug().setCause(context.error()).log("socket failed"));
    }

    private void opened(WsContext context) {
        context.session.setMaxTextMessageSize(MAX_MESSAGE);
        context.session.setIdleTimeout(IDLE);
        SocketSink sink = new JettySink(context.session);
        String peerId = context.queryParam("peer");
        String token = context.queryParam("token");
        if (peerId == null || token == null || !PEER_ID.matcher(peerId).matches()) {
            refuse(sink, 400, "peer or token is missing");
            return;
        }
        switch (admissions.admit(token, peerId)) {
            case Admissions.Admission.Refused refused -> refuse(sink, refused.code(), refused.message());
            case Admissions.Admission.Admitted admitted -> {
                connections.put(context.sessionId(), rooms.connect(admitted, peerId, sink));
                if (!context.session.isOpen()) {
                    closed(context.sessionId(), 1006);
                }
            }
        }
    }

    private void closed(String sessionId, int code) {
        RoomConnection connection = connections.remove(sessionId);
        if (connection != null) {
            connection.closed(code);
        }
    }

    private static void refuse(SocketSink sink, int code, String message) {
        ObjectNode error = Json.object().put("jsonrpc", "2.0").put("method", "on-error");
        error.putObject("params").put("code", code).put("message", message);
        sink.send(Json.write(error), written -> sink.close(1000, "refused"));
    }

    /** Jetty's session as a sink. */
    private record JettySink(Session session) implements SocketSink {
        @Override
        public void send(String text, Consumer<Boolean> done) {
            session.sendText(text, Callback.from(() -> done.accept(true), failure -> done.accept(false)));
        }

        @Override
        public void close(int code, String reason) {
            session.close(code, reason, Callback.NOOP);
        }
    }
}
