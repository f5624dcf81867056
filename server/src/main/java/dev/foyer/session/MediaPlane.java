package dev.foyer.session;

import java.util.function.Consumer;

/** The media side as a room sees it. Implementations never block the caller. */
public interface MediaPlane {
    /** Identity of this media node, {@code sfu_node_id} on the wire; new after each start. */
    String nodeId();

    /** Assigns a room to a media loop. Events are delivered on any thread, in the room's order. */
    MediaRoom openRoom(String roomId, Consumer<MediaEvent> events);

    /** The handle of one room. */
    interface MediaRoom {
        void accept(MediaCommand command);

        /** Ends every peer of the room; later commands are ignored. */
        void close();
    }
}
