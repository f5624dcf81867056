package dev.foyer.session;

import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Requests on the API channel. Each is answered, every copy of it too: setting a state twice is harmless, so nothing has
 * to be remembered by id.
 */
final class ChannelCalls {
    private static final int MAX_TEXT = 16 * 1024;

    private final Room room;
    private final Subscriptions subscriptions;

    ChannelCalls(Room room, Subscriptions subscriptions) {
        this.room = room;
        this.subscriptions = subscriptions;
    }

    void handle(Peer peer, String text) {
        ObjectNode request = text.length() <= MAX_TEXT ? Json.parse(text) : null;
        JsonNode id = request == null ? null : request.get("id");
        if (request == null || id == null || !(id.isString() || id.isNumber())) {
            return;
        }
        Reply reply = answer(peer, Json.text(request, "method", ""), Json.child(request, "params"));
        room.media(new MediaCommand.SendChannel(peer.id, Wire.answer(id, reply)));
    }

    private Reply answer(Peer peer, String method, ObjectNode params) {
        String trackId = Json.text(params, "track_id", "");
        MediaCommand.Layer layer = switch (method) {
            case "prefer-video-track-state" -> layer(Json.text(params, "max_spatial_layer", ""));
            case "prefer-audio-track-state" ->
                Json.flag(params, "subscribed", true) ? MediaCommand.Layer.HIGH : MediaCommand.Layer.NONE;
            default -> null;
        };
        if (layer == null) {
            return Reply.badRequest("method not supported");
        }
        String kind = method.equals("prefer-video-track-state") ? "video" : "audio";
        Track track = subscriptions.receivable(peer, trackId);
        if (track == null || !track.kind().equals(kind)) {
            return Reply.notFound("track not found");
        }
        room.media(new MediaCommand.Forward(peer.id, trackId, layer));
        return new Reply.Result(state(trackId, layer));
    }

    private static MediaCommand.Layer layer(String name) {
        return switch (name) {
            case "none" -> MediaCommand.Layer.NONE;
            case "low" -> MediaCommand.Layer.LOW;
            case "medium" -> MediaCommand.Layer.MEDIUM;
            default -> MediaCommand.Layer.HIGH;
        };
    }

    private static ObjectNode state(String trackId, MediaCommand.Layer layer) {
        String name = layer.name().toLowerCase(Locale.ROOT);
        return Json.object()
                .put("track_id", trackId)
                .put("current_layer", name)
                .put("expected_layer", name)
                .put("subscriber_degraded", false)
                .put("publisher_degraded", false);
    }
}
