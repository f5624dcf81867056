package dev.foyer.session;

import java.util.List;

/**
 * A picture of a live room. Times are epoch milliseconds; {@code sessionId} is empty while nobody is in the room.
 *
 * @param previews connected clients that have not joined
 */
public record RoomView(String roomId, String sessionId, long startedAt, List<PeerView> peers, int previews) {
    /** One joined peer; {@code leaving} when it was told to leave and is still on its way out. */
    public record PeerView(
            String peerId,
            String userId,
            String name,
            String data,
            String role,
            List<String> groups,
            long joinedAt,
            boolean leaving,
            List<TrackView> tracks) {}

    /** One published track. */
    public record TrackView(
            String trackId,
            String streamId,
            String kind,
            String source,
            String description,
            boolean mute,
            long startedAt) {}

    static RoomView of(Room room) {
        List<PeerView> peers = room.peers.values().stream()
                .filter(Peer::joined)
                .map(RoomView::peer)
                .toList();
        int previews = (int) room.peers.values().stream()
                .filter(peer -> peer.phase == Peer.Phase.PREVIEW)
                .count();
        return new RoomView(room.policy.roomId(), room.sessionId, room.startedAt, peers, previews);
    }

    private static PeerView peer(Peer peer) {
        List<TrackView> tracks = peer.tracks.values().stream()
                .map(track -> track(track, peer.trackStarts.getOrDefault(track.trackId(), peer.joinedAt)))
                .toList();
        return new PeerView(
                peer.id,
                peer.userId,
                peer.name,
                peer.data,
                peer.role,
                List.copyOf(peer.groups),
                peer.joinedAt,
                peer.evictAt != 0,
                tracks);
    }

    static TrackView track(Track track, long startedAt) {
        return new TrackView(
                track.trackId(),
                track.streamId(),
                track.kind(),
                track.source(),
                track.description(),
                track.mute(),
                startedAt);
    }
}
