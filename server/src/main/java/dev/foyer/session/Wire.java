package dev.foyer.session;

import java.util.Collection;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON shapes of client protocol §7.0. */
final class Wire {
    static final String HAND = "_handraise";

    private Wire() {}

    static String notification(String method, JsonNode params) {
        ObjectNode message = Json.object().put("jsonrpc", "2.0").put("method", method);
        message.set("params", params);
        return Json.write(message);
    }

    static String answer(JsonNode id, Reply reply) {
        ObjectNode message = Json.object().put("jsonrpc", "2.0");
        message.set("id", id);
        if (reply instanceof Reply.Result result) {
            message.set("result", result.body());
        } else if (reply instanceof Reply.Failure failure) {
            message.set("error", error(failure.code(), failure.message()));
        }
        return Json.write(message);
    }

    static ObjectNode error(int code, String message) {
        return Json.object().put("code", code).put("message", message);
    }

    static ObjectNode peerInfo(Peer peer) {
        ObjectNode node = Json.object().put("peer_id", peer.id).put("role", peer.role);
        node.set("groups", Json.strings(peer.groups));
        node.set(
                "info",
                Json.object()
                        .put("name", peer.name)
                        .put("data", peer.data)
                        .put("user_id", peer.userId)
                        .put("type", "regular"));
        return node;
    }

    /** PeerInfo with the flag without which the clients forget a peer. */
    static ObjectNode peerUpdate(Peer peer, boolean realtime) {
        return peerInfo(peer).put("joined_at", peer.joinedAt).put("realtime", realtime);
    }

    static ObjectNode peer(Peer peer) {
        ObjectNode node = peerUpdate(peer, true);
        node.set("tracks", tracks(peer.tracks.values()));
        return node;
    }

    static ObjectNode tracks(Collection<Track> tracks) {
        ObjectNode node = Json.object();
        tracks.forEach(track -> node.set(track.trackId(), track.json()));
        return node;
    }

    static ObjectNode trackChange(Peer peer, Collection<Track> tracks) {
        ObjectNode node = Json.object();
        node.set("peer", peerInfo(peer));
        node.set("tracks", tracks(tracks));
        return node;
    }

    static ObjectNode policy(RoomPolicy policy, String role) {
        ObjectNode node = Json.object().put("name", role).put("template_id", policy.templateId());
        node.set("known_roles", policy.knownRoles());
        node.set("plugins", policy.plugins());
        node.set("app_data", policy.appData());
        return node;
    }

    static ObjectNode roomInfo(RoomPolicy policy) {
        return Json.object()
                .put("room_id", policy.roomId())
                .put("name", policy.name())
                .put("description", policy.description())
                .put("max_size", policy.maxSize())
                .put("large_room_optimization", policy.large());
    }

    static ObjectNode roomState(Room room) {
        ObjectNode node = Json.object()
                .put("name", room.policy.name())
                .put("session_id", room.sessionId)
                .put("started_at", room.startedAt);
        ObjectNode idle = Json.object().put("enabled", false).put("state", "none");
        ObjectNode recording = node.putObject("recording");
        recording.set("sfu", idle.deepCopy());
        recording.set("browser", idle.deepCopy());
        recording.set("hls", idle.deepCopy());
        ObjectNode streaming = node.putObject("streaming").put("enabled", false);
        streaming.set("rtmp", idle.deepCopy());
        streaming.putObject("hls").put("enabled", false).putArray("variants");
        return node;
    }

    static ObjectNode sessionInfo(Room room) {
        int tracks = 0;
        int peers = 0;
        for (Peer peer : room.peers.values()) {
            if (peer.joined()) {
                peers++;
                tracks += peer.tracks.size();
            }
        }
        return Json.object()
                .put("session_id", room.sessionId)
                .put("room_id", room.policy.roomId())
                .put("peer_count", peers)
                .put("track_count", tracks);
    }

    static ObjectNode peerList(Room room, Peer receiver) {
        ObjectNode peers = Json.object();
        for (Peer peer : room.peers.values()) {
            if (peer != receiver && peer.joined() && peer.announced) {
                peers.set(peer.id, peer(peer));
            }
        }
        ObjectNode node = Json.object();
        node.set("peers", peers);
        node.set("room", roomState(room));
        return node;
    }
}
