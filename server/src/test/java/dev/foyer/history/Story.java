package dev.foyer.history;

import dev.foyer.session.Effect;
import dev.foyer.signalling.RoomListener;

/** Facts as a live room tells them. */
final class Story {
    static final String SESSION = "0123456789abcdef01234567";

    private final RoomListener listener;
    private final String room;
    private final String session;

    Story(RoomListener listener, String room, String session) {
        this.listener = listener;
        this.room = room;
        this.session = session;
    }

    Story starts(long at) {
        return tell(new Effect.SessionStarted(session, at));
    }

    Story joins(String peer, String name, String data, long at) {
        tell(new Effect.PeerDescribed(peer, name, data));
        return tell(new Effect.PeerJoined(session, peer, "user of " + peer, name, "guest", at));
    }

    Story describes(String peer, String name, String data) {
        return tell(new Effect.PeerDescribed(peer, name, data));
    }

    Story turns(String peer, String role) {
        return tell(new Effect.RoleChanged(session, peer, "user of " + peer, "guest", role, ""));
    }

    Story leaves(String peer, long joinedAt, long at, String reason) {
        return tell(new Effect.PeerLeft(session, peer, "user of " + peer, "ignored", "ignored", joinedAt, at, reason));
    }

    Story ends(long startedAt, long at) {
        return tell(new Effect.SessionEnded(session, startedAt, at));
    }

    private Story tell(Effect fact) {
        listener.happened(room, fact);
        return this;
    }
}
