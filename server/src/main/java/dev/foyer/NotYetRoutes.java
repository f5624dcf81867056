package dev.foyer;

import dev.foyer.http.Reply;
import dev.foyer.http.Request;
import dev.foyer.http.Route;
import dev.foyer.http.Scope;
import dev.foyer.http.Shape;
import dev.foyer.kernel.Page;
import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.RefusalCode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * The part of the 100ms API that needs recording, streaming or telephones, which this server does not have. Callers learn so by
 * 501 and a sentence; lists are empty, which is true, because clients page through them.
 */
final class NotYetRoutes {
    private static final String HLS = "live streaming";
    private static final String RTMP = "streaming to other services";
    private static final String RECORDING = "recording";
    private static final String INGEST = "streaming into a room";
    private static final String SIP = "telephony";

    /** Calls that answer 501: method, path and what is missing. */
    private static final List<Missing> CALLS = List.of(
            new Missing("POST /v2/live-streams/room/{room_id}/start", HLS),
            new Missing("POST /v2/live-streams/room/{room_id}/stop", HLS),
            new Missing("GET /v2/live-streams/{stream_id}", HLS),
            new Missing("POST /v2/live-streams/{stream_id}/stop", HLS),
            new Missing("POST /v2/live-streams/{stream_id}/timed-metadata", HLS),
            new Missing("POST /v2/live-streams/{stream_id}/pause-recording", HLS),
            new Missing("POST /v2/live-streams/{stream_id}/resume-recording", HLS),
            new Missing("POST /v2/external-streams/room/{room_id}/start", RTMP),
            new Missing("POST /v2/external-streams/room/{room_id}/stop", RTMP),
            new Missing("GET /v2/external-streams/{stream_id}", RTMP),
            new Missing("POST /v2/external-streams/{stream_id}/stop", RTMP),
            new Missing("POST /v2/recordings/room/{room_id}/start", RECORDING),
            new Missing("POST /v2/recordings/room/{room_id}/stop", RECORDING),
            new Missing("POST /v2/recordings/room/{room_id}/pause", RECORDING),
            new Missing("POST /v2/recordings/room/{room_id}/resume", RECORDING),
            new Missing("GET /v2/recordings/{recording_id}", RECORDING),
            new Missing("POST /v2/recordings/{recording_id}/stop", RECORDING),
            new Missing("GET /v2/recording-assets/{asset_id}", RECORDING),
            new Missing("GET /v2/recording-assets/{asset_id}/presigned-url", RECORDING),
            new Missing("POST /v2/stream-keys/room/{room_id}", INGEST),
            new Missing("GET /v2/stream-keys/room/{room_id}", INGEST),
            new Missing("POST /v2/stream-keys/room/{room_id}/disable", INGEST),
            new Missing("POST /v2/sip/outbound/trunks", SIP),
            new Missing("POST /v2/sip/outbound/trunks/{trunk_id}", SIP),
            new Missing("POST /v2/sip/outbound/call", SIP),
            new Missing("POST /v2/sip/dtmf", SIP));

    /** Lists of things that do not exist. */
    private static final List<Missing> LISTS = List.of(
            new Missing("GET /v2/live-streams", HLS),
            new Missing("GET /v2/external-streams", RTMP),
            new Missing("GET /v2/recordings", RECORDING),
            new Missing("GET /v2/recording-assets", RECORDING));

    /** One line of a table. */
    private record Missing(String call, String what) {
        boolean reads() {
            return call.startsWith("GET ");
        }

        String path() {
            return call.substring(call.indexOf(' ') + 1);
        }

        /** Tones are sent by a person in the room, everything else by the workspace's own server. */
        Scope scope() {
            return path().equals("/v2/sip/dtmf") ? Scope.AUTH : Scope.MANAGEMENT;
        }
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        for (Missing missing : CALLS) {
            Function<Request, Reply> refuse = request -> {
                throw Refusal.saying(
                        RefusalCode.NOT_AVAILABLE, missing.what() + " is not available on this server yet");
            };
            String summary = "Not available yet: " + missing.what();
            Route route = missing.reads()
                    ? Route.get(missing.path(), summary, missing.scope(), refuse)
                    : Route.post(missing.path(), summary, missing.scope(), refuse);
            routes.add(route.notYet());
        }
        for (Missing missing : LISTS) {
            String summary = "Always empty, because there is no " + missing.what() + " yet";
            routes.add(Route.get(missing.path(), summary, Scope.MANAGEMENT, NotYetRoutes::nothing)
                    .asking("limit", Shape.integer().atLeast(10).atMost(100))
                    .asking("start", Shape.text().atMost(128))
                    .giving(Shape.page(Shape.object())));
        }
        return List.copyOf(routes);
    }

    private static Reply nothing(Request request) {
        return Reply.page(new Page<JsonNode>(request.page().limit(), List.of(), ""), Function.identity());
    }
}
