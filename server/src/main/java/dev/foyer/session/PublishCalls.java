package dev.foyer.session;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What peers publish: offers, their answers, the difference to before, mute states. */
final class PublishCalls {
    /** Media answers within milliseconds; a call must not stay unanswered should it ever not. */
    static final long ANSWER_MILLIS = 10_000;

    private static final int MAX_TRACKS = 32;
    private static final int MAX_PENDING = 8;

    private final Room room;
    private final Presence presence;
    private final Subscriptions subscriptions;

    PublishCalls(Room room, Presence presence, Subscriptions subscriptions) {
        this.room = room;
        this.presence = presence;
        this.subscriptions = subscriptions;
    }

    void register(Map<String, Call.Handler> calls) {
        calls.put("offer", this::offer);
        calls.put("track-update", this::trackUpdate);
    }

    private Reply offer(Peer peer, Call call) {
        String node = Json.text(call.params(), "sfu_node_id");
        if (node != null && !node.equals(room.nodeId)) {
            return new Reply.Failure(421, "offer is for another media node");
        }
        String sdp = Json.text(Json.child(call.params(), "desc"), "sdp");
        Map<String, Track> tracks = read(Json.child(call.params(), "tracks"));
        if (sdp == null || tracks == null || call.id() == null) {
            return Reply.badRequest("offer needs an id, desc.sdp and usable tracks");
        }
        return request(peer, call, sdp, tracks, false);
    }

    /** Hands an offer to media; the call is answered when media has answered. */
    Reply request(Peer peer, Call call, String sdp, Map<String, Track> tracks, boolean join) {
        if (peer.offers.size() >= MAX_PENDING) {
            return new Reply.Failure(429, "too many offers at once");
        }
        if (!peer.media) {
            peer.media = true;
            room.media(new MediaCommand.OpenPeer(peer.id, subscriptions.open(peer)));
        }
        String reference = room.newReference();
        Map<String, Track> allowed = allowed(peer, tracks);
        peer.offers.put(
                reference, new Peer.PendingOffer(call.socketId(), call.id(), join, allowed, room.now + ANSWER_MILLIS));
        Map<String, MediaCommand.PublishedTrack> asked = new LinkedHashMap<>();
        allowed.forEach((id, track) -> asked.put(id, asked(room.role(peer), track)));
        room.media(new MediaCommand.PublishOffer(peer.id, reference, sdp, asked));
        return Reply.later();
    }

    /** Forgets both connections and everything that was published over them. */
    void closeMedia(Peer peer) {
        room.media(new MediaCommand.ClosePeer(peer.id));
        peer.media = false;
        peer.offers.clear();
        peer.openOffer = null;
        peer.subscribed = new ArrayList<>();
        peer.publishState = MediaEvent.State.CONNECTING;
        peer.subscribeState = MediaEvent.State.CONNECTING;
        publish(peer, Map.of());
    }

    void answered(Peer peer, Peer.PendingOffer offer, String sdp) {
        ObjectNode body = Json.object().put("type", "answer").put("sdp", sdp);
        if (offer.join()) {
            body.put("sfu_node_id", room.nodeId);
        }
        room.answer(offer.socketId(), offer.callId(), new Reply.Result(body));
        if (!offer.join()) {
            publish(peer, allowed(peer, offer.tracks()));
        }
    }

    void refresh() {
        subscriptions.refresh();
    }

    /** Takes back what the peer's role does not allow any more. */
    void enforceRole(Peer peer) {
        publish(peer, allowed(peer, peer.tracks));
    }

    /** Answers offers that media has forgotten; returns those that belonged to a join. */
    boolean expire(Peer peer) {
        boolean joins = false;
        for (Iterator<Peer.PendingOffer> offers = peer.offers.values().iterator(); offers.hasNext(); ) {
            Peer.PendingOffer offer = offers.next();
            if (room.now >= offer.expiresAt()) {
                offers.remove();
                joins |= offer.join();
                room.answer(offer.socketId(), offer.callId(), new Reply.Failure(503, "media did not answer"));
            }
        }
        return joins;
    }

    private void publish(Peer peer, Map<String, Track> snapshot) {
        List<Track> removed = new ArrayList<>();
        List<Track> added = new ArrayList<>();
        List<Track> changed = new ArrayList<>();
        for (Track before : peer.tracks.values()) {
            Track after = snapshot.get(before.trackId());
            if (after == null || !after.sameMedia(before)) {
                removed.add(before);
            } else if (!after.equals(before)) {
                changed.add(after);
            }
        }
        for (Track after : snapshot.values()) {
            Track before = peer.tracks.get(after.trackId());
            if (before == null || !after.sameMedia(before)) {
                added.add(after);
            }
        }
        peer.tracks.clear();
        peer.tracks.putAll(snapshot);
        peer.trackStarts.keySet().retainAll(snapshot.keySet());
        added.forEach(track -> peer.trackStarts.put(track.trackId(), room.now));
        tell(peer, "on-track-remove", Effect.TrackChange.REMOVED, removed);
        tell(peer, "on-track-add", Effect.TrackChange.ADDED, added);
        tell(peer, "on-track-update", Effect.TrackChange.UPDATED, changed);
        if (!removed.isEmpty() || !added.isEmpty()) {
            subscriptions.refresh();
            presence.countsChanged();
        }
    }

    private void tell(Peer peer, String method, Effect.TrackChange change, List<Track> tracks) {
        if (peer.inside()) {
            tracks.forEach(track -> room.emit(track.changed(room.sessionId, peer, change)));
        }
        if (!tracks.isEmpty() && peer.joined()) {
            room.sendOthers(peer, method, Wire.trackChange(peer, tracks));
        }
    }

    private Reply trackUpdate(Peer peer, Call call) {
        Map<String, Track> tracks = read(Json.child(call.params(), "tracks"));
        if (tracks == null) {
            return Reply.badRequest("tracks cannot be used");
        }
        List<Track> changed = new ArrayList<>();
        for (Track update : tracks.values()) {
            Track known = peer.tracks.get(update.trackId());
            Track now = known == null ? null : known.with(update.mute(), update.description());
            if (now != null && !now.equals(known)) {
                peer.tracks.put(now.trackId(), now);
                changed.add(now);
            }
            muteInPending(peer, update);
        }
        tell(peer, "on-track-update", Effect.TrackChange.UPDATED, changed);
        return Reply.ok();
    }

    /** A track may be muted while the offer that publishes it is still with media. */
    private static void muteInPending(Peer peer, Track update) {
        peer.offers
                .values()
                .forEach(offer -> offer.tracks()
                        .computeIfPresent(
                                update.trackId(), (id, track) -> track.with(update.mute(), update.description())));
    }

    private Map<String, Track> allowed(Peer peer, Map<String, Track> tracks) {
        RolePolicy role = room.role(peer);
        Map<String, Track> allowed = new LinkedHashMap<>();
        tracks.forEach((id, track) -> {
            if (role.mayPublish(track.kind(), track.source()) && !taken(peer, id)) {
                allowed.put(id, track);
            }
        });
        return allowed;
    }

    /** Track ids come from clients; nobody may take one that another peer publishes. */
    private boolean taken(Peer peer, String trackId) {
        for (Peer other : room.peers.values()) {
            if (other != peer && other.tracks.containsKey(trackId)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Map<String, Track> read(ObjectNode node) {
        if (node.size() > MAX_TRACKS) {
            return null;
        }
        Map<String, Track> tracks = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            Track track = entry.getValue() instanceof ObjectNode value ? Track.read(entry.getKey(), value) : null;
            if (track == null) {
                return null;
            }
            tracks.put(entry.getKey(), track);
        }
        return tracks;
    }

    /** Only what media can forward today is asked for, whatever the role names. */
    private static MediaCommand.PublishedTrack asked(RolePolicy role, Track track) {
        boolean audio = track.kind().equals("audio");
        RolePolicy.Encoding encoding =
                audio ? role.audio() : track.source().equals("screen") ? role.screen() : role.video();
        return new MediaCommand.PublishedTrack(
                track.trackId(),
                track.streamId(),
                track.kind(),
                track.source(),
                audio ? "opus" : "vp8",
                encoding.kbps());
    }
}
