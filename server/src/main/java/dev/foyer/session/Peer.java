package dev.foyer.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One client's place in the room, from its first socket until it is gone. Belongs to the room's owner. */
final class Peer {
    /** How far in a peer is. */
    enum Phase {
        /** Connected, not in the room, never announced. */
        PREVIEW,
        /** {@code join} received, media has not answered yet. */
        JOINING,
        /** In the room and visible. */
        JOINED,
        /** Socket and media are gone for long; hidden from the others, but may still come back. */
        AWAY
    }

    /** An offer that the media plane has not answered yet. {@code join} when it came with the join call. */
    record PendingOffer(
            long socketId, @Nullable JsonNode callId, boolean join, Map<String, Track> tracks, long expiresAt) {}

    /** Rest of a peer search. */
    record Search(List<String> peerIds, int offset, int total, long expiresAt) {}

    final String id;
    final String userId;
    final String credential;
    final @Nullable Pass pass;
    Origin origin = Origin.SIGNED;
    String role;
    String name = "";
    String data = "";
    Phase phase = Phase.PREVIEW;
    final Set<String> groups = new LinkedHashSet<>();
    /** 0 while there is none. */
    long socket;

    long lastFrameAt;
    long lostAt;
    /** When a peer that was told to leave is put out; 0 when it was not told. */
    long evictAt;

    long joinedAt;
    int badFrames;
    /** True once a join of this peer was refused and told. */
    boolean refused;
    /** What keeps one client from flooding the sockets of all others. */
    final Allowance allowance = new Allowance();
    /** True once others were told about this peer; differs from joined only in large rooms. */
    boolean announced;

    boolean media;
    boolean videoOnRequest = true;
    MediaEvent.State publishState = MediaEvent.State.CONNECTING;
    MediaEvent.State subscribeState = MediaEvent.State.CONNECTING;
    long iceRestartAt;
    /** When checks on the subscribe connection stopped; they often come back by themselves. */
    long subscribeBrokenAt;
    /** False while the open offer was made without a socket to send it on. */
    boolean offerSent;
    /** When the open offer is sent again because its answer may be lost with a socket; 0 for never. */
    long repeatOfferAt;
    /** The subscribe offer that the client has not answered; repeated on a new socket. */
    @Nullable
    String openOffer;

    final Map<String, Track> tracks = new LinkedHashMap<>();
    /** When each of the tracks appeared. */
    final Map<String, Long> trackStarts = new LinkedHashMap<>();

    final Map<String, PendingOffer> offers = new LinkedHashMap<>();
    List<MediaCommand.SubscribedTrack> subscribed = new ArrayList<>();
    final Set<String> listens = new LinkedHashSet<>();
    final Map<String, Search> searches = new LinkedHashMap<>();

    Peer(String id, String userId, String role, String credential, @Nullable Pass pass) {
        this.id = id;
        this.userId = userId;
        this.role = role;
        this.credential = credential;
        this.pass = pass;
    }

    /** The name that the room code locks; null when the client may choose. */
    @Nullable
    String lockedName() {
        return pass == null ? null : pass.name();
    }

    /** Came by the same room code. */
    boolean sameCode(Pass other) {
        return pass != null && pass.codeId().equals(other.codeId());
    }

    /** Counts against limits: in the room, on its way in, or expected back. */
    boolean seated() {
        return phase != Phase.PREVIEW;
    }

    /** Has joined and not left, whether the others see it or not. */
    boolean inside() {
        return phase == Phase.JOINED || phase == Phase.AWAY;
    }

    boolean joined() {
        return phase == Phase.JOINED;
    }

    boolean mediaLost() {
        return lost(publishState) && lost(subscribeState);
    }

    private static boolean lost(MediaEvent.State state) {
        return state == MediaEvent.State.DISCONNECTED || state == MediaEvent.State.FAILED;
    }
}
