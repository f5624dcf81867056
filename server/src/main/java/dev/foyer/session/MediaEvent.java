package dev.foyer.session;

import java.util.List;

/** What the media plane tells a room. */
public sealed interface MediaEvent {
    /** The answer to {@link MediaCommand.PublishOffer}. */
    record PublishAnswer(String peerId, String reference, String sdp) implements MediaEvent {}

    /** The offer could not be used; {@code code} is a protocol error code (client protocol §14). */
    record PublishFailed(String peerId, String reference, int code, String message) implements MediaEvent {}

    /** An offer of the subscribe connection to hand to the client. */
    record SubscribeOffer(String peerId, String sdp) implements MediaEvent {}

    /** The API channel can carry text. */
    record ChannelOpen(String peerId) implements MediaEvent {}

    /** Text from the peer on the API channel. */
    record ChannelText(String peerId, String text) implements MediaEvent {}

    /** State of one of the two connections; {@code target} 0 publish, 1 subscribe. */
    record Connection(String peerId, int target, State state) implements MediaEvent {}

    /** Loudest first, {@code level} 0 to 100; empty when everybody is silent. Sent only on change. */
    record Speakers(List<Speaker> speakers) implements MediaEvent {}

    /** One entry of {@link Speakers}. */
    record Speaker(String peerId, String trackId, int level) {}

    /** How a connection is. */
    enum State {
        CONNECTING,
        CONNECTED,
        /** No consent check for five seconds. */
        DISCONNECTED,
        /** DTLS refused or no consent for thirty seconds; media will not come back without an ICE restart. */
        FAILED
    }
}
