package dev.foyer.session;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A parsed frame. {@code id} is null for notifications, which are never answered. */
record Call(long socketId, @Nullable JsonNode id, String method, ObjectNode params) {
    /** Carries out one method for a peer. */
    @FunctionalInterface
    interface Handler {
        Reply handle(Peer caller, Call call);
    }
}
