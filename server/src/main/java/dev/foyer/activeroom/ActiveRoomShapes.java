package dev.foyer.activeroom;

import dev.foyer.http.Shape;

/** How requests and answers of active rooms look, and how long their texts may be. */
final class ActiveRoomShapes {
    /** What a client may call itself, too. */
    static final int MAX_NAME = 256;

    static final int MAX_METADATA = 16 * 1024;
    static final int MAX_MESSAGE = 16 * 1024;
    static final int MAX_REASON = 1024;
    static final int MAX_ID = 128;

    static final Shape ID = Shape.text().atMost(MAX_ID);
    static final Shape ROLE = Shape.text().atMost(MAX_ID).example("host");

    static final Shape ROOM = Shape.object()
            .with("id", Shape.text())
            .with("name", Shape.text())
            .with("customer_id", Shape.text())
            .with(
                    "session",
                    Shape.object()
                            .with("id", Shape.text())
                            .with("created_at", Shape.time())
                            .with("peers", Shape.list(Shape.text()).about("Ids of those inside")));

    private static final Shape TRACK = Shape.object()
            .with("id", Shape.text())
            .with("stream_id", Shape.text())
            .with("mute", Shape.flag())
            .with("type", Shape.choice("audio", "video"))
            .with("source", Shape.text().about("regular or screen"))
            .with("started_at", Shape.time())
            .with("description", Shape.text());

    private static final Shape PEER = Shape.object()
            .with("id", Shape.text())
            .with("name", Shape.text())
            .with("user_id", Shape.text())
            .with("metadata", Shape.text().about("The text that the client or the operator gave, never parsed"))
            .with("role", Shape.text())
            .with("joined_at", Shape.time());

    static final Shape PEERS = Shape.object().with("peers", Shape.mapOf(PEER).about("By peer id"));
    static final Shape PEER_WITH_TRACKS = PEER.with("tracks", Shape.mapOf(TRACK).about("By track id"));

    static final Shape PEER_PATCH = Shape.object()
            .with("name", Shape.text().atMost(MAX_NAME).example("Dana"))
            .with("role", ROLE.about("Takes effect at once, without asking the peer"))
            .with("metadata", Shape.text().atMost(MAX_METADATA).example("{\"isHandRaised\":true}"));

    static final Shape MESSAGE = Shape.object()
            .with(
                    "message",
                    Shape.text()
                            .atMost(MAX_MESSAGE)
                            .example("Five minutes left")
                            .required())
            .with("type", Shape.text().atMost(MAX_ID).example("chat").about("chat when not given"))
            .with("peer_id", ID.about("Only this peer gets it; wins over role"))
            .with("role", ROLE.about("Only peers of this role get it"));

    static final Shape REMOVAL = Shape.object()
            .with("peer_id", ID.about("Wins over role; one of them is required"))
            .with("role", ROLE)
            .with("reason", Shape.text().atMost(MAX_REASON).example("The lesson is over"));

    static final Shape END = Shape.object()
            .with("reason", Shape.text().atMost(MAX_REASON).example("The lesson is over"))
            .with("lock", Shape.flag().about("Also disables the room"));

    static final Shape DONE = Shape.object().with("message", Shape.text());

    private ActiveRoomShapes() {}
}
