package dev.foyer.signalling;

import java.util.function.Consumer;

/** The sending half of a websocket. Neither method waits. */
public interface SocketSink {
    /** Sends one text frame; {@code done} is told true when it is written and false when it never will be. */
    void send(String text, Consumer<Boolean> done);

    void close(int code, String reason);
}
