package dev.foyer.session;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Metadata of a published track as its publisher described it. */
record Track(String trackId, String streamId, String kind, String source, String description, boolean mute) {
    private static final int MAX_ID = 128;
    private static final int MAX_DESCRIPTION = 1024;

    /** Reads one value of a {@code tracks} object; null when it cannot be used. */
    static @Nullable Track read(String key, ObjectNode node) {
        String trackId = Json.text(node, "track_id", key);
        String streamId = Json.text(node, "stream_id", "");
        String kind = Json.text(node, "type", "");
        String source = Json.text(node, "source", "regular");
        String description = Json.text(node, "description", "");
        boolean known = kind.equals("audio") || kind.equals("video");
        boolean sized = trackId.length() <= MAX_ID
                && streamId.length() <= MAX_ID
                && source.length() <= MAX_ID
                && description.length() <= MAX_DESCRIPTION;
        if (!known || !sized || key.isEmpty() || !trackId.equals(key)) {
            return null;
        }
        return new Track(trackId, streamId, kind, source, description, Json.flag(node, "mute", false));
    }

    Track with(boolean muted, String described) {
        return new Track(trackId, streamId, kind, source, described, muted);
    }

    boolean sameMedia(Track other) {
        return streamId.equals(other.streamId) && kind.equals(other.kind) && source.equals(other.source);
    }

    Effect changed(String sessionId, Peer peer, Effect.TrackChange change) {
        long since = peer.trackStarts.getOrDefault(trackId, peer.joinedAt);
        return new Effect.TrackChanged(sessionId, peer.id, change, RoomView.track(this, since));
    }

    ObjectNode json() {
        return Json.object()
                .put("track_id", trackId)
                .put("stream_id", streamId)
                .put("type", kind)
                .put("source", source)
                .put("description", description)
                .put("mute", mute);
    }
}
