package dev.foyer.session;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the parts of a {@link RoomSession} share: who is here, the time, and the effects collected so far. */
final class Room {
    final String nodeId;
    final Map<String, Peer> peers = new LinkedHashMap<>();
    final Map<Long, Peer> sockets = new LinkedHashMap<>();
    final Map<String, MetadataCalls.Entry> metadata = new LinkedHashMap<>();
    RoomPolicy policy;
    long now;
    /** Empty while nobody is in the room. */
    String sessionId = "";

    long startedAt;
    boolean countsChanged;
    long countsSentAt;

    private final RandomGenerator random;
    private List<Effect> effects = new ArrayList<>();
    private long references;

    Room(RoomPolicy policy, String nodeId, RandomGenerator random) {
        this.policy = policy;
        this.nodeId = nodeId;
        this.random = random;
    }

    List<Effect> drain() {
        List<Effect> drained = effects;
        effects = new ArrayList<>();
        return drained;
    }

    void emit(Effect effect) {
        effects.add(effect);
    }

    void media(MediaCommand command) {
        effects.add(new Effect.ToMedia(command));
    }

    void send(Peer peer, String json) {
        if (peer.socket != 0) {
            effects.add(new Effect.Send(peer.socket, json));
        }
    }

    void send(Peer peer, String method, JsonNode params) {
        send(peer, Wire.notification(method, params));
    }

    void answer(long socketId, @Nullable JsonNode id, Reply reply) {
        if (id != null && !(reply instanceof Reply.Later)) {
            effects.add(new Effect.Send(socketId, Wire.answer(id, reply)));
        }
    }

    /** To everybody in the room except one. */
    void sendOthers(@Nullable Peer except, String method, JsonNode params) {
        String json = Wire.notification(method, params);
        for (Peer peer : peers.values()) {
            if (peer != except && peer.joined()) {
                send(peer, json);
            }
        }
    }

    /** A peer that others can see; null for previews, unknown ids and peers on their way in or out. */
    @Nullable
    Peer visible(@Nullable String peerId) {
        Peer peer = peerId == null ? null : peers.get(peerId);
        return peer != null && peer.joined() ? peer : null;
    }

    RolePolicy role(Peer peer) {
        RolePolicy role = policy.roles().get(peer.role);
        if (role == null) {
            throw new IllegalStateException("a peer holds a role that the room does not know");
        }
        return role;
    }

    boolean may(Peer peer, Permission permission) {
        return role(peer).may(permission);
    }

    /** True when {@code more} further peers fit into the role. */
    boolean roleHasRoom(String role, long more) {
        RolePolicy target = policy.roles().get(role);
        if (target == null || target.maxPeerCount() < 0) {
            return false;
        }
        long held = peers.values().stream()
                .filter(peer -> peer.seated() && peer.role.equals(role))
                .count();
        return target.maxPeerCount() == 0 || held + more <= target.maxPeerCount();
    }

    /** In large rooms only those are announced who may publish or have raised a hand. */
    boolean realtime(Peer peer) {
        return !policy.large() || !role(peer).publish().isEmpty() || peer.groups.contains(Wire.HAND);
    }

    /** Tells name, role, groups or realtime-ness of a joined peer; the peer itself is told when {@code self}. */
    void announceUpdate(Peer peer, boolean self) {
        boolean realtime = realtime(peer);
        if (realtime || peer.announced) {
            ObjectNode params = Wire.peerUpdate(peer, realtime);
            sendOthers(peer, "on-peer-update", params);
            if (realtime && !peer.announced && !peer.tracks.isEmpty()) {
                sendOthers(peer, "on-track-add", Wire.trackChange(peer, peer.tracks.values()));
            }
        }
        if (self) {
            send(peer, "on-peer-update", Wire.peerUpdate(peer, true));
        }
        peer.announced = realtime;
    }

    String uuid() {
        long high = (random.nextLong() & 0xFFFFFFFFFFFF0FFFL) | 0x4000L;
        long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    /** 24 hexadecimal digits that sort by time. */
    String newSessionId() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(now / 1000, 8) + hex.toHexDigits(random.nextLong());
    }

    String newReference() {
        return "r" + ++references;
    }
}
