package dev.foyer.mediaplane;

import dev.foyer.media.ice.IceCredentials;
import dev.foyer.media.sdp.PublishNegotiator;
import dev.foyer.media.sdp.PublishResult;
import dev.foyer.media.sdp.ReceiveSection;
import dev.foyer.media.sdp.SdpException;
import dev.foyer.media.sdp.TrackRequest;
import dev.foyer.media.stream.Codec;
import dev.foyer.media.stream.ReceiveTrackConfig;
import dev.foyer.session.MediaCommand.PublishOffer;
import dev.foyer.session.MediaCommand.PublishedTrack;
import dev.foyer.session.MediaEvent;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A peer's publish connection: the browser offers, we answer and tell the router which tracks arrive. */
final class PublishSide {
    private static final int BAD_REQUEST = 400;

    private final RoomMedia room;
    private final Link link;
    private final PublishNegotiator negotiator = new PublishNegotiator();
    private final Map<String, ReceiveTrackConfig> published = new HashMap<>();
    private @Nullable IceCredentials remote;

    PublishSide(RoomMedia room, Link link) {
        this.room = room;
        this.link = link;
    }

    Link link() {
        return link;
    }

    void offer(PublishOffer offer) {
        try {
            room.emit(new MediaEvent.PublishAnswer(offer.peerId(), offer.reference(), answer(offer)));
        } catch (SdpException e) {
            room.emit(new MediaEvent.PublishFailed(
                    offer.peerId(), offer.reference(), BAD_REQUEST, String.valueOf(e.getMessage())));
        }
    }

    private String answer(PublishOffer offer) throws SdpException {
        IceCredentials offered = PublishNegotiator.peekIce(offer.sdp());
        boolean fresh = remote != null && !remote.equals(offered);
        IceCredentials local = fresh ? room.credentials() : link.transport().local();
        PublishResult result = negotiator.answer(offer.sdp(), requests(offer.tracks()), room.local(local));
        if (result.newConnection()) {
            // The browser threw its connection away and has a new one, which knows nothing of the old keys.
            end();
            room.replace(link, local);
        } else if (fresh) {
            room.restartIce(link, local);
        }
        remote = offered;
        link.transport().remote(offered, result.remote().fingerprint());
        apply(result, offer.tracks());
        room.touch(link);
        return result.sdp();
    }

    /** Ends every track. */
    void end() {
        for (String trackId : published.keySet()) {
            room.release(trackId, link);
            room.router().unpublish(link.id, trackId);
        }
        published.clear();
    }

    private void apply(PublishResult result, Map<String, PublishedTrack> tracks) {
        Map<String, ReceiveTrackConfig> now = new LinkedHashMap<>();
        for (ReceiveSection section : result.sections()) {
            PublishedTrack track = tracks.get(section.trackId());
            if (section.active() && track != null && room.claim(section.trackId(), link)) {
                now.put(section.trackId(), config(section, track.maxKbps()));
            }
        }
        for (String trackId : published.keySet()) {
            if (!now.containsKey(trackId)) {
                room.release(trackId, link);
                room.router().unpublish(link.id, trackId);
            }
        }
        now.forEach((trackId, config) -> {
            if (!config.equals(published.get(trackId))) {
                room.router().publish(link.id, config);
            }
        });
        published.clear();
        published.putAll(now);
    }

    private static ReceiveTrackConfig config(ReceiveSection section, int maxKbps) {
        return new ReceiveTrackConfig(
                section.trackId(),
                section.mid(),
                section.kind(),
                section.format(),
                section.ssrcs(),
                section.rtxOf(),
                maxKbps);
    }

    /** Without the ids that another peer publishes under: nobody can take over a track by its name. */
    private Map<String, TrackRequest> requests(Map<String, PublishedTrack> tracks) {
        Map<String, TrackRequest> requests = new LinkedHashMap<>();
        tracks.forEach((id, track) -> {
            if (room.isFree(id, link)) {
                requests.put(
                        id,
                        new TrackRequest(
                                track.trackId(), track.streamId(), track.kind(), codec(track.kind()), track.maxKbps()));
            }
        });
        return requests;
    }

    /** One codec per kind is forwarded today, whatever the role asks for. */
    static Codec codec(String kind) {
        return kind.equals("audio") ? Codec.OPUS : Codec.VP8;
    }
}
