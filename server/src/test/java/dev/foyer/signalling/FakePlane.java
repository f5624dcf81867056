package dev.foyer.signalling;

import dev.foyer.session.MediaCommand;
import dev.foyer.session.MediaEvent;
import dev.foyer.session.MediaPlane;
import java.util.function.Consumer;

/** Media that agrees with every offer, and offers once to everybody who joins. */
final class FakePlane implements MediaPlane {
    @Override
    public String nodeId() {
        return "n-test";
    }

    @Override
    public MediaRoom openRoom(String roomId, Consumer<MediaEvent> events) {
        return new MediaRoom() {
            @Override
            public void accept(MediaCommand command) {
                if (command instanceof MediaCommand.PublishOffer offer) {
                    events.accept(new MediaEvent.PublishAnswer(offer.peerId(), offer.reference(), "v=0 answer"));
                } else if (command instanceof MediaCommand.OpenPeer open) {
                    events.accept(new MediaEvent.SubscribeOffer(open.peerId(), "v=0 offer"));
                }
            }

            @Override
            public void close() {
                // Nothing is held.
            }
        };
    }
}
