package dev.foyer.session;

import java.util.List;
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
        replaceOlder(peer);
        Reply.Failure full = peer.seated() ? null : full(peer);
        if (full != null) {
            if (!peer.refused) {
                peer.refused = true;
                room.emit(new Effect.JoinRefused(peer.id, peer.userId, name, data, peer.role, full.message()));
            }
            return full;
        }
        String locked = peer.lockedName();
        peer.name = locked == null ? name : locked;
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
        return most > 0 && seated >= most ? new Reply.Failure(403, "role limit reached") : crowded(peer);
    }

    private Reply.@Nullable Failure crowded(Peer peer) {
        Pass pass = peer.pass;
        if (pass == null || pass.maxInside() == 0) {
            return null;
        }
        long seated = room.peers.values().stream()
                .filter(other -> other.seated() && other.sameCode(pass))
                .count();
        return seated >= pass.maxInside() ? new Reply.Failure(403, "too many people are in with this code") : null;
    }

    /** One use of a code holds one place: a page that was opened again takes that of the page before. */
    private void replaceOlder(Peer peer) {
        Pass pass = peer.pass;
        if (pass == null || pass.holder() == null) {
            return;
        }
        for (Peer other : List.copyOf(room.peers.values())) {
            Pass held = other.pass;
            boolean same = held != null && other.sameCode(pass) && pass.holder().equals(held.holder());
            if (same && other != peer && other.seated()) {
                presence.dismiss(other, 410, "joined again in another place");
            }
        }
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
        room.emit(new Effect.PeerDescribed(peer.id, peer.name, peer.data));
        room.emit(
                new Effect.PeerJoined(room.sessionId, peer.id, peer.userId, peer.name, peer.role, room.now, peer.pass));
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
