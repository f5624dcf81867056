package dev.foyer;

import dev.foyer.http.Reply;
import dev.foyer.http.Request;
import dev.foyer.http.Route;
import dev.foyer.http.Scope;
import dev.foyer.http.Shape;
import dev.foyer.kernel.Json;
import dev.foyer.mediaplane.LoopStats;
import dev.foyer.mediaplane.MediaNode;
import dev.foyer.mediaplane.MediaStats;
import dev.foyer.signalling.LiveRooms;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What an operator asks a running server: how many of everything there are now. Counts only, nobody's names. */
final class LiveRoutes {
    private final LiveRooms live;
    private final MediaNode media;

    LiveRoutes(LiveRooms live, MediaNode media) {
        this.live = live;
        this.media = media;
    }

    List<Route> routes() {
        return List.of(Route.get(
                        "/v2/live", "Rooms, peers, connections and packets of this node", Scope.MANAGEMENT, this::live)
                .giving(answer())
                .ours());
    }

    private static Shape answer() {
        Shape loop = Shape.object()
                .with("port", Shape.integer())
                .with("kind", Shape.text().about("Which socket back-end serves the port."))
                .with("rooms", Shape.integer())
                .with("connections", Shape.integer())
                .with("packets_in", Shape.integer())
                .with("packets_out", Shape.integer())
                .with("unusable", Shape.integer().about("Datagrams that were neither STUN, DTLS, RTP nor RTCP."))
                .with("strangers", Shape.integer().about("Datagrams of addresses that belong to nobody."))
                .with("peers_failed", Shape.integer())
                .with("commands_refused", Shape.integer())
                .with("turn_mean_us", Shape.integer().about("Microseconds, waiting for the processor included."))
                .with("turn_max_us", Shape.integer());
        return Shape.object()
                .with("rooms", Shape.integer())
                .with("peers", Shape.integer())
                .with("previews", Shape.integer())
                .with("sockets", Shape.integer())
                .with("connections", Shape.integer().about("WebRTC connections, two for each peer."))
                .with("loops", Shape.list(loop));
    }

    private Reply live(Request request) {
        MediaStats stats = media.stats();
        LiveRooms.Census census = live.census();
        ObjectNode body = Json.object()
                .put("rooms", census.rooms())
                .put("peers", census.peers())
                .put("previews", census.previews())
                .put("sockets", census.sockets())
                .put("connections", stats.connections());
        ArrayNode loops = body.putArray("loops");
        stats.loops().forEach(loop -> loops.add(loop(loop)));
        return Reply.ok(body);
    }

    private static ObjectNode loop(LoopStats loop) {
        return Json.object()
                .put("port", loop.port())
                .put("kind", loop.kind())
                .put("rooms", loop.rooms())
                .put("connections", loop.connections())
                .put("packets_in", loop.packetsIn())
                .put("packets_out", loop.packetsOut())
                .put("unusable", loop.unusable())
                .put("strangers", loop.strangers())
                .put("peers_failed", loop.peersFailed())
                .put("commands_refused", loop.commandsRefused())
                .put("turn_mean_us", loop.meanTurnNanos() / 1000)
                .put("turn_max_us", loop.maxTurnNanos() / 1000);
    }
}
