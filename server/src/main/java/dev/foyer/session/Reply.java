package dev.foyer.session;

import tools.jackson.databind.JsonNode;

/** What a call is answered with. */
sealed interface Reply {
    /** Must be truthy for the clients: an object. */
    record Result(JsonNode body) implements Reply {}

    /** A refusal; codes as in client protocol §14. */
    record Failure(int code, String message) implements Reply {}

    /** Answered by a later event, or needs no answer. */
    record Later() implements Reply {}

    static Reply ok() {
        return new Result(Json.object());
    }

    static Reply later() {
        return new Later();
    }

    static Reply badRequest(String message) {
        return new Failure(400, message);
    }

    static Reply forbidden() {
        return new Failure(403, "permission denied");
    }

    static Reply notFound(String message) {
        return new Failure(404, message);
    }
}
