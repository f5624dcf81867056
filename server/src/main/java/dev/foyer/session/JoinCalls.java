package dev.foyer.session;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Entering the room. */
final class JoinCalls {
    private static final int MAX_NAME = 256;
    static final int MAX_DATA = 16 * 1024;

    private final Room room;
    private final Presence presence;
    private final Subscriptions subscriptions;
    private final PublishCalls publish;

    JoinCalls(Room room, Presence presence, Subscriptions subscriptions, PublishCalls publish) {
        this.room = room;
        this.presence = presence;
        this.subscriptions = subscriptions;
        this.publish = publish;
    }

    void register(Map<String, Call.Handler> calls) {
        calls.put("join", this::join);
    }

    static boolean acceptable(String name, String data) {
        return name.length() <= MAX_NAME && data.length() <= MAX_DATA;
    }

    private Reply join(Peer peer, Call call) {
        if (call.id() == null) {
            return Reply.badRequest("join needs an id");
        }
        String name = Json.text(call.params(), "name", "");
        String data = Json.text(call.params(), "data", "");
        if (!acceptable(name, data)) {
            return Reply.badRequest("name or data is too long");
        }
        Reply.Failure full = peer.seated() ? null : full(peer);
        if (full != null) {
            return full;
        }
        peer.name = name;
        peer.data = data;
        peer.videoOnRequest = Json.flag(call.params(), "disableVidAutoSub", true);
        startOver(peer);
        String sdp = Json.text(Json.child(call.params(), "offer"), "sdp");
        if (sdp == null) {
            enter(peer);
            room.answer(
                    call.socketId(), call.id(), new Reply.Result(Json.object().put("sfu_node_id", room.nodeId)));
            room.send(peer, "peer-list", Wire.peerList(room, peer));
            return Reply.later();
        }
        return publish.request(peer, call, sdp, Map.of(), true);
    }

    private Reply.@Nullable Failure full(Peer peer) {
        if (!room.roleHasRoom(peer.role, 1)) {
            return new Reply.Failure(403, "role limit reached");
        }
        long seated = room.peers.values().stream().filter(Peer::seated).count();
        int most = room.policy.maxSize();
        // The stock page shows "room is currently full" for exactly this text and no other.
        return most > 0 && seated >= most ? new Reply.Failure(403, "role limit reached") : null;
    }

    /** A join that is repeated, because its answer was lost, begins with nothing. */
    private void startOver(Peer peer) {
        if (peer.media) {
            publish.closeMedia(peer);
        }
        if (peer.phase == Peer.Phase.PREVIEW) {
            peer.phase = Peer.Phase.JOINING;
        }
    }

    /** Media has answered the join's offer, or is not needed. */
    void enter(Peer peer) {
        if (peer.phase != Peer.Phase.JOINING) {
            subscriptions.refresh();
            return;
        }
        peer.phase = Peer.Phase.JOINED;
        peer.joinedAt = room.now;
        if (room.sessionId.isEmpty()) {
            room.sessionId = room.newSessionId();
            room.startedAt = room.now;
            room.emit(new Effect.SessionStarted(room.sessionId, room.now));
            room.countsSentAt = 0;
        }
        room.emit(new Effect.PeerJoined(room.sessionId, peer.id, peer.userId, peer.name, peer.role, room.now));
        peer.announced = room.realtime(peer);
        if (peer.announced) {
            room.sendOthers(peer, "on-peer-join", Wire.peer(peer));
        }
        subscriptions.refresh();
        presence.countsChanged();
    }

    /** Media refused the join's offer: the peer is where it was before. */
    void failed(Peer peer) {
        if (peer.phase == Peer.Phase.JOINING) {
            publish.closeMedia(peer);
            peer.phase = Peer.Phase.PREVIEW;
        }
    }
}
