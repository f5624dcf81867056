package dev.foyer.media.sdp;

import java.util.List;

/**
 * What came of a publish offer.
 *
 * @param sdp the answer
 * @param sections every section that is or once was active, in the order of the offer
 * @param iceRestart the offer's ICE credentials differ from those of the offer before
 * @param newConnection the offer comes from another browser connection than the one before (its certificate or session id
 *     changed): the transport must be built anew; false for the first offer
 */
public record PublishResult(
        String sdp, RemoteTransport remote, List<ReceiveSection> sections, boolean iceRestart, boolean newConnection) {
    public PublishResult {
        sections = List.copyOf(sections);
    }
}
