package dev.foyer.analytics;

import dev.foyer.session.ClientFailure;
import tools.jackson.databind.node.ObjectNode;

/** The error members of {@code client.*} events. */
final class ClientErrors {
    private ClientErrors() {}

    static void put(ObjectNode data, ClientFailure failure) {
        data.put("error_code", failure.code())
                .put("error_name", failure.name())
                .put("error_message", failure.message())
                .put("error_description", failure.description())
                .put("is_terminal", failure.terminal())
                .put("action", failure.action());
    }
}
