package dev.foyer.session;

import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Both directions of the talk between clients and the media plane, except publishing. */
final class MediaHandler {
    private final Room room;
    private final Presence presence;
    private final JoinCalls joins;
    private final PublishCalls publish;
    private final ChannelCalls channel;
    private String speakers = "";

    MediaHandler(Room room, Presence presence, JoinCalls joins, PublishCalls publish, ChannelCalls channel) {
        this.room = room;
        this.presence = presence;
        this.joins = joins;
        this.publish = publish;
        this.channel = channel;
    }

    void register(Map<String, Call.Handler> calls) {
        calls.put("answer", this::answer);
        calls.put("trickle", this::trickle);
    }

    static ObjectNode offer(String sdp, String nodeId) {
        return Json.object().put("type", "offer").put("sdp", sdp).put("sfu_node_id", nodeId);
    }

    void handle(MediaEvent event) {
        switch (event) {
            case MediaEvent.PublishAnswer answer -> publishAnswer(answer);
            case MediaEvent.PublishFailed failed -> publishFailed(failed);
            case MediaEvent.SubscribeOffer offer -> subscribeOffer(offer);
            case MediaEvent.ChannelOpen open -> {
                if (!speakers.isEmpty() && room.peers.containsKey(open.peerId())) {
                    room.media(new MediaCommand.SendChannel(open.peerId(), speakers));
                }
            }
            case MediaEvent.ChannelText text -> {
                Peer peer = room.peers.get(text.peerId());
                if (peer != null && peer.media) {
                    channel.handle(peer, text.text());
                }
            }
            case MediaEvent.Connection connection -> {
                Peer peer = room.peers.get(connection.peerId());
                if (peer != null && peer.media) {
                    presence.mediaState(peer, connection);
                }
            }
            case MediaEvent.Speakers loud -> tellSpeakers(loud);
        }
    }

    private void publishAnswer(MediaEvent.PublishAnswer answer) {
        Peer peer = room.peers.get(answer.peerId());
        Peer.PendingOffer offer = peer == null ? null : peer.offers.remove(answer.reference());
        if (peer == null || offer == null) {
            return;
        }
        if (offer.join()) {
            joins.enter(peer);
        }
        publish.answered(peer, offer, answer.sdp());
        if (offer.join()) {
            room.send(peer, "peer-list", Wire.peerList(room, peer));
        }
    }

    private void publishFailed(MediaEvent.PublishFailed failed) {
        Peer peer = room.peers.get(failed.peerId());
        Peer.PendingOffer offer = peer == null ? null : peer.offers.remove(failed.reference());
        if (peer == null || offer == null) {
            return;
        }
        room.answer(offer.socketId(), offer.callId(), new Reply.Failure(failed.code(), failed.message()));
        if (offer.join()) {
            joins.failed(peer);
        }
    }

    private void subscribeOffer(MediaEvent.SubscribeOffer offer) {
        Peer peer = room.peers.get(offer.peerId());
        if (peer != null && peer.media) {
            peer.openOffer = offer.sdp();
            peer.repeatOfferAt = 0;
            peer.offerSent = peer.socket != 0;
            room.send(peer, "offer", offer(offer.sdp(), room.nodeId));
        }
    }

    private Reply answer(Peer peer, Call call) {
        String sdp = Json.text(Json.child(call.params(), "desc"), "sdp");
        if (current(call) && sdp != null && peer.openOffer != null) {
            peer.openOffer = null;
            room.media(new MediaCommand.SubscribeAnswer(peer.id, sdp));
        }
        return Reply.ok();
    }

    private Reply trickle(Peer peer, Call call) {
        int target = Json.number(call.params(), "target", -1);
        String candidate = Json.text(Json.child(call.params(), "candidate"), "candidate", "");
        boolean usable = target == 0 || target == 1;
        if (current(call) && usable && !candidate.isEmpty() && candidate.length() <= 1024 && peer.media) {
            room.media(new MediaCommand.Trickle(peer.id, target, candidate));
        }
        return Reply.ok();
    }

    /** False for what was meant for a media node that is gone. */
    private boolean current(Call call) {
        String node = Json.text(call.params(), "sfu_node_id");
        return node == null || node.equals(room.nodeId);
    }

    private void tellSpeakers(MediaEvent.Speakers loud) {
        ArrayNode list = Json.array();
        for (MediaEvent.Speaker speaker : loud.speakers()) {
            Peer peer = room.visible(speaker.peerId());
            if (peer != null && peer.tracks.containsKey(speaker.trackId())) {
                list.add(Json.object()
                        .put("peer_id", speaker.peerId())
                        .put("track_id", speaker.trackId())
                        .put("level", speaker.level()));
            }
        }
        ObjectNode params = Json.object();
        params.set("speaker-list", list);
        speakers = Wire.notification("active-speakers", params);
        for (Peer peer : room.peers.values()) {
            if (peer.media && peer.joined()) {
                room.media(new MediaCommand.SendChannel(peer.id, speakers));
            }
        }
    }
}
