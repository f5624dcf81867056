package dev.foyer.activeroom;

import dev.foyer.kernel.Json;
import dev.foyer.kernel.Timestamps;
import dev.foyer.session.RoomView;
import dev.foyer.workspace.Workspace;
import java.time.Instant;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Live rooms as the API shows them. */
final class ActiveRoomViews {
    private ActiveRoomViews() {}

    static ObjectNode room(Workspace workspace, ActiveRooms.ActiveRoom active) {
        ObjectNode json = Json.object()
                .put("id", active.room().id().text())
                .put("name", active.room().name())
                .put("customer_id", workspace.id().text());
        ObjectNode session = json.putObject("session")
                .put("id", active.view().sessionId())
                .put("created_at", time(active.view().startedAt()));
        ArrayNode peers = session.putArray("peers");
        active.view().peers().forEach(peer -> peers.add(peer.peerId()));
        return json;
    }

    static ObjectNode peer(RoomView.PeerView peer) {
        return Json.object()
                .put("id", peer.peerId())
                .put("name", peer.name())
                .put("user_id", peer.userId())
                .put("metadata", peer.data())
                .put("role", peer.role())
                .put("joined_at", time(peer.joinedAt()));
    }

    static ObjectNode peerWithTracks(RoomView.PeerView peer) {
        ObjectNode json = peer(peer);
        ObjectNode tracks = json.putObject("tracks");
        peer.tracks().forEach(track -> tracks.set(track.trackId(), track(track)));
        return json;
    }

    private static ObjectNode track(RoomView.TrackView track) {
        return Json.object()
                .put("id", track.trackId())
                .put("stream_id", track.streamId())
                .put("mute", track.mute())
                .put("type", track.kind())
                .put("source", track.source())
                .put("started_at", time(track.startedAt()))
                .put("description", track.description());
    }

    private static String time(long millis) {
        return Timestamps.format(Instant.ofEpochMilli(millis));
    }
}
