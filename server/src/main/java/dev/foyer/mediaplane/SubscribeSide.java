package dev.foyer.mediaplane;

import dev.foyer.media.ice.IceCredentials;
import dev.foyer.media.peer.PeerTransport;
import dev.foyer.media.sdp.SdpException;
import dev.foyer.media.sdp.SendSection;
import dev.foyer.media.sdp.SendTrack;
import dev.foyer.media.sdp.SubscribeNegotiator;
import dev.foyer.media.sdp.SubscribeResult;
import dev.foyer.media.stream.SendTrackConfig;
import dev.foyer.session.MediaCommand.Layer;
import dev.foyer.session.MediaCommand.SubscribedTrack;
import dev.foyer.session.MediaEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A peer's subscribe connection: we offer, the browser answers, the router sends what both agreed on. */
final class SubscribeSide {
    private static final Logger log = LoggerFactory.getLogger(SubscribeSide.class);

    /** Name of the API channel (client protocol §6.1). */
    private static final String CHANNEL = "ion-sfu";

    /** Wishes remembered for tracks that are not subscribed yet. */
    private static final int MAX_EARLY_WISHES = 4096;

    private final RoomMedia room;
    private final Link link;
    private final SubscribeNegotiator negotiator;
    private final OfferPace pace = new OfferPace();
    private final Map<String, SubscribedTrack> wanted = new LinkedHashMap<>();
    private final Map<String, Layer> wishes = new HashMap<>();
    private final Map<String, SendTrackConfig> sending = new HashMap<>();
    private boolean restartWanted;

    SubscribeSide(RoomMedia room, Link link, SubscribeNegotiator negotiator) {
        this.room = room;
        this.link = link;
        this.negotiator = negotiator;
        link.transport().openChannel(CHANNEL);
    }

    Link link() {
        return link;
    }

    void want(long now, List<SubscribedTrack> tracks) {
        Map<String, SubscribedTrack> next = new LinkedHashMap<>();
        tracks.forEach(track -> next.put(track.trackId(), track));
        for (String trackId : wanted.keySet()) {
            if (!next.containsKey(trackId)) {
                wishes.remove(trackId);
                stop(trackId);
            }
        }
        Map<String, Boolean> before = new HashMap<>();
        sending.keySet().forEach(trackId -> before.put(trackId, forwarding(trackId)));
        wanted.clear();
        wanted.putAll(next);
        before.forEach(this::switchIfChanged);
        List<SendTrack> sends = new ArrayList<>();
        next.values()
                .forEach(track -> sends.add(new SendTrack(
                        track.trackId(), track.streamId(), track.kind(), PublishSide.codec(track.kind()))));
        negotiator.want(sends);
        offer(now);
    }

    /** Sends the next offer if one is due, none is outstanding and the last one is not too fresh. */
    void offer(long now) {
        long earliest = pace.earliestNanos(wanted.size());
        if (now < earliest) {
            room.offerBy(earliest);
            return;
        }
        String sdp = negotiator.pollOffer();
        if (sdp != null) {
            pace.offered(now);
            room.emit(new MediaEvent.SubscribeOffer(link.peerId, sdp));
        }
    }

    void answer(long now, String sdp) {
        try {
            SubscribeResult result = negotiator.answer(sdp);
            link.transport().remote(result.remote().ice(), result.remote().fingerprint());
            apply(result.sections());
            room.touch(link);
        } catch (SdpException e) {
            log.info("Answer of peer {} is of no use: {}", link.peerId, e.getMessage());
        }
        if (restartWanted) {
            restartIce(now);
        } else {
            offer(now);
        }
    }

    private void apply(List<SendSection> sections) {
        Map<String, SendTrackConfig> now = new LinkedHashMap<>();
        for (SendSection section : sections) {
            // The wish may have changed while the offer was on its way.
            if (wanted.containsKey(section.trackId())) {
                now.put(section.trackId(), config(section));
            }
        }
        for (String trackId : List.copyOf(sending.keySet())) {
            if (!now.containsKey(trackId)) {
                stop(trackId);
            }
        }
        now.forEach((trackId, config) -> {
            if (!config.equals(sending.get(trackId))) {
                sending.put(trackId, config);
                room.router().subscribe(link.id, config, forwarding(trackId));
            }
        });
    }

    private static SendTrackConfig config(SendSection section) {
        return new SendTrackConfig(
                section.trackId(),
                section.mid(),
                section.format(),
                section.ssrc(),
                section.rtxSsrc(),
                section.streamId());
    }

    private void stop(String trackId) {
        if (sending.remove(trackId) != null) {
            room.router().unsubscribe(link.id, trackId);
        }
    }

    void forward(String trackId, Layer layer) {
        if (!wishes.containsKey(trackId) && wishes.size() >= MAX_EARLY_WISHES) {
            return;
        }
        boolean before = forwarding(trackId);
        wishes.put(trackId, layer);
        switchIfChanged(trackId, before);
    }

    private void switchIfChanged(String trackId, boolean before) {
        boolean on = forwarding(trackId);
        if (sending.containsKey(trackId) && before != on) {
            room.router().forward(link.id, trackId, on);
        }
    }

    private boolean forwarding(String trackId) {
        Layer wish = wishes.get(trackId);
        if (wish != null) {
            return wish != Layer.NONE;
        }
        SubscribedTrack track = wanted.get(trackId);
        return track != null && track.initial() != Layer.NONE;
    }

    /**
     * New credentials by a new offer, unless the connection works. An offer that is outstanding is never overtaken, since a
     * client that is slow to answer would be thrown out by the second one; the restart follows its answer.
     */
    void restartIce(long now) {
        if (negotiator.outstanding()) {
            restartWanted = true;
            return;
        }
        restartWanted = false;
        if (link.transport().state() != PeerTransport.State.CONNECTED) {
            IceCredentials fresh = room.credentials();
            room.restartIce(link, fresh);
            negotiator.restartIce(room.local(fresh));
        }
        offer(now);
    }
}
