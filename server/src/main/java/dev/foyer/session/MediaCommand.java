package dev.foyer.session;

import java.util.List;
import java.util.Map;

/**
 * What a room asks of the media plane. A command is a value without references, is handed over without waiting, and is
 * carried out in the order of its room. Answers come back as {@link MediaEvent}s.
 */
public sealed interface MediaCommand {
    /**
     * Prepares both connections of a peer; the subscribe offer with the API channel follows by itself.
     *
     * @param tracks what the peer shall receive, as in {@link Subscribe}: it is in the first offer already
     */
    record OpenPeer(String peerId, List<SubscribedTrack> tracks) implements MediaCommand {
        public OpenPeer(String peerId) {
            this(peerId, List.of());
        }
    }

    /** Ends both connections and every track and subscription of the peer. */
    record ClosePeer(String peerId) implements MediaCommand {}

    /**
     * An offer on the publish connection. Sections whose track is not a key of {@code tracks} are answered inactive; a track
     * that was published and is now missing has ended. Answered by {@link MediaEvent.PublishAnswer} or {@code PublishFailed}.
     *
     * @param reference copied into the answer
     * @param tracks what the peer may publish with this offer, by track id: already filtered by the role
     */
    record PublishOffer(String peerId, String reference, String sdp, Map<String, PublishedTrack> tracks)
            implements MediaCommand {}

    /**
     * The whole set of tracks that a peer shall receive from now on. The media plane turns changes into offers, one
     * outstanding at a time (client protocol §4.6).
     */
    record Subscribe(String peerId, List<SubscribedTrack> tracks) implements MediaCommand {}

    /** The client's answer on the subscribe connection. */
    record SubscribeAnswer(String peerId, String sdp) implements MediaCommand {}

    /** A remote ICE candidate; {@code target} 0 publish, 1 subscribe. */
    record Trickle(String peerId, int target, String candidate) implements MediaCommand {}

    /** Sends or stops a track's packets to one subscriber; kept also when the track is not negotiated yet. */
    record Forward(String subscriberId, String trackId, Layer layer) implements MediaCommand {}

    /** Restarts ICE of the subscribe connection by a new offer if that connection is not connected. */
    record RestartSubscribeIce(String peerId) implements MediaCommand {}

    /** Text on the peer's API channel; queued until the channel is open. */
    record SendChannel(String peerId, String text) implements MediaCommand {}

    /** The most a subscriber wants of a track. Tracks without layers treat everything but {@code NONE} as on. */
    enum Layer {
        NONE,
        LOW,
        MEDIUM,
        HIGH
    }

    /**
     * Metadata of a published track (client protocol §7.0).
     *
     * @param kind {@code audio} or {@code video}
     * @param codec codec the role asks for, lower case: {@code opus}, {@code vp8}
     * @param maxKbps cap announced to the publisher by bandwidth feedback, 0 for none
     */
    record PublishedTrack(String trackId, String streamId, String kind, String source, String codec, int maxKbps) {}

    /** A track of another peer. {@code initial} is the state until a {@link Forward} says otherwise. */
    record SubscribedTrack(String publisherId, String trackId, String streamId, String kind, Layer initial) {}
}
