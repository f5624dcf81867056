package dev.foyer.webhook;

import java.util.Map;

/** Makes one request; {@link HttpSender} over the network. */
public interface Sender {
    /** Waits for the answer, ten seconds at most; whatever goes wrong is in the result. */
    Attempt send(String url, Map<String, String> headers, String body);
}
