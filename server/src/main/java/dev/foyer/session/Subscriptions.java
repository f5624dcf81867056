package dev.foyer.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who receives what: the tracks of publishers whose role the subscriber's role may see. */
final class Subscriptions {
    /** A client that wants all video from the start gets that for as many as a screen shows; beyond, it asks for each. */
    static final int AUTOMATIC_VIDEOS = 12;

    private final Room room;

    Subscriptions(Room room) {
        this.room = room;
    }

    /** Recomputes every subscriber's tracks and tells media what differs. */
    void refresh() {
        Map<String, List<Peer>> publishers = new HashMap<>();
        for (Peer peer : room.peers.values()) {
            if (peer.joined() && peer.media) {
                List<Peer> visible = publishers.computeIfAbsent(peer.role, this::publishersFor);
                update(peer, visible);
            }
        }
    }

    /** What a subscriber shall receive whose connections are about to be opened; media is not told of it here. */
    List<MediaCommand.SubscribedTrack> open(Peer subscriber) {
        subscriber.subscribed = wanted(subscriber, publishersFor(subscriber.role));
        return List.copyOf(subscriber.subscribed);
    }

    /** The publisher whose track the subscriber is to receive; null when there is none. */
    @Nullable
    Track receivable(Peer subscriber, String trackId) {
        for (Peer peer : room.peers.values()) {
            Track track = peer != subscriber && peer.joined() ? peer.tracks.get(trackId) : null;
            if (track != null) {
                return room.role(subscriber).subscribeToRoles().contains(peer.role) ? track : null;
            }
        }
        return null;
    }

    private List<Peer> publishersFor(String role) {
        RolePolicy policy = room.policy.roles().get(role);
        List<Peer> found = new ArrayList<>();
        if (policy != null) {
            for (Peer peer : room.peers.values()) {
                if (peer.joined()
                        && !peer.tracks.isEmpty()
                        && policy.subscribeToRoles().contains(peer.role)) {
                    found.add(peer);
                }
            }
        }
        return found;
    }

    private void update(Peer subscriber, List<Peer> publishers) {
        List<MediaCommand.SubscribedTrack> wanted = wanted(subscriber, publishers);
        if (!wanted.equals(subscriber.subscribed)) {
            subscriber.subscribed = wanted;
            room.media(new MediaCommand.Subscribe(subscriber.id, List.copyOf(wanted)));
        }
    }

    private static List<MediaCommand.SubscribedTrack> wanted(Peer subscriber, List<Peer> publishers) {
        List<MediaCommand.SubscribedTrack> wanted = new ArrayList<>();
        boolean onRequest = subscriber.videoOnRequest || videos(publishers) > AUTOMATIC_VIDEOS;
        for (Peer publisher : publishers) {
            if (publisher != subscriber) {
                for (Track track : publisher.tracks.values()) {
                    wanted.add(subscribed(publisher, track, onRequest));
                }
            }
        }
        return wanted;
    }

    private static long videos(List<Peer> publishers) {
        return publishers.stream()
                .flatMap(publisher -> publisher.tracks.values().stream())
                .filter(track -> track.kind().equals("video"))
                .count();
    }

    private static MediaCommand.SubscribedTrack subscribed(Peer publisher, Track track, boolean videoOnRequest) {
        boolean onRequest = videoOnRequest && track.kind().equals("video");
        MediaCommand.Layer initial = onRequest ? MediaCommand.Layer.NONE : MediaCommand.Layer.HIGH;
        return new MediaCommand.SubscribedTrack(publisher.id, track.trackId(), track.streamId(), track.kind(), initial);
    }
}
