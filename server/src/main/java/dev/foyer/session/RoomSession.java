package dev.foyer.session;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One live room: commands in, effects out, no clock, socket or thread. It has one owner, who hands over one command at a
 * time and carries out the effects in order. Nothing a client sends makes it throw.
 */
public final class RoomSession {
    private static final int MAX_BAD_FRAMES = 20;
    private static final int MAX_ID = 128;
    private static final Set<String> ALWAYS = Set.of("ping", "analytics", "leave", "join");
    /** What a client sends first when it believes to be in the room. */
    private static final Set<String> BELIEVES_INSIDE = Set.of("offer", "answer", "trickle");

    private final Room room;
    private final Presence presence;
    private final PublishCalls publish;
    private final JoinCalls joins;
    private final MediaHandler media;
    private final RoleCalls roles;
    private final ModerationCalls moderation;
    private final PeerCalls peers;
    private final ChatCalls chat;
    private final Map<String, Call.Handler> calls = new HashMap<>();

    /**
     * @param nodeId the media node, {@code sfu_node_id} on the wire
     * @param random must not be guessable: ids and tokens come from it
     */
    public RoomSession(RoomPolicy policy, String nodeId, RandomGenerator random) {
        room = new Room(policy, nodeId, random);
        Subscriptions subscriptions = new Subscriptions(room);
        presence = new Presence(room, subscriptions);
        publish = new PublishCalls(room, presence, subscriptions);
        joins = new JoinCalls(room, presence, subscriptions, publish);
        media = new MediaHandler(room, presence, joins, publish, new ChannelCalls(room, subscriptions));
        roles = new RoleCalls(room, publish, subscriptions);
        moderation = new ModerationCalls(room, presence);
        peers = new PeerCalls(room);
        chat = new ChatCalls(room);
        register();
    }

    private void register() {
        joins.register(calls);
        publish.register(calls);
        media.register(calls);
        roles.register(calls);
        moderation.register(calls);
        peers.register(calls);
        chat.register(calls);
        new DirectoryCalls(room).register(calls);
        new MetadataCalls(room).register(calls);
        calls.put("ping", (peer, call) -> pong(call));
        calls.put("analytics", this::report);
        calls.put("leave", this::leave);
        calls.put("poll-list", (peer, call) -> noPolls());
    }

    /** True when nobody is connected or expected back. */
    public boolean isEmpty() {
        return room.peers.isEmpty();
    }

    /** Who is in the room now, for reading only; in the order of joining. */
    public RoomView view() {
        return RoomView.of(room);
    }

    /** How many of these people are in the room, or were a moment ago and may come back. */
    public int count(Guests guests) {
        return (int) room.peers.values().stream()
                .filter(peer -> peer.seated() && guests.include(peer.origin, room.policy))
                .count();
    }

    /** Whether the holder of that token has a place here that it may take up again. */
    public boolean holdsPlace(String peerId, String credential) {
        Peer peer = room.peers.get(peerId);
        return peer != null && peer.seated() && peer.evictAt == 0 && peer.credential.equals(credential);
    }

    /**
     * Takes one command.
     *
     * @param nowMillis epoch milliseconds, never going back
     */
    public List<Effect> handle(long nowMillis, RoomCommand command) {
        room.now = nowMillis;
        switch (command) {
            case RoomCommand.SocketOpened opened -> presence.opened(opened);
            case RoomCommand.SocketClosed closed -> presence.closed(closed);
            case RoomCommand.Frame frame -> frame(frame);
            case RoomCommand.Media event -> media.handle(event.event());
            case RoomCommand.Tick tick -> tick();
            case RoomCommand.PolicyChanged changed -> policyChanged(changed.policy());
            case RoomCommand.EndRoom end -> moderation.end(end);
            case RoomCommand.RemovePeer remove -> moderation.remove(remove);
            case RoomCommand.RemoveRole remove -> moderation.remove(remove);
            case RoomCommand.RemoveGuests remove -> moderation.remove(remove);
            case RoomCommand.Stop stop ->
                List.copyOf(room.peers.values()).forEach(peer -> presence.leave(peer, "server stopped"));
            case RoomCommand.UpdatePeer update -> updatePeer(update);
            case RoomCommand.Announce announce -> chat.announce(announce);
        }
        return room.drain();
    }

    private void frame(RoomCommand.Frame frame) {
        Peer peer = room.sockets.get(frame.socketId());
        if (peer == null) {
            return;
        }
        peer.lastFrameAt = room.now;
        ObjectNode message = Json.parse(frame.text());
        String method = message == null ? null : Json.text(message, "method");
        JsonNode id = message == null ? null : id(message);
        if (message == null || method == null) {
            unreadable(peer, id);
        } else {
            Call call = new Call(frame.socketId(), id, method, Json.child(message, "params"));
            room.answer(frame.socketId(), id, dispatch(peer, call));
        }
    }

    /** The clients never send such a frame; a few are forgiven, so that one bad byte does not end a call. */
    private void unreadable(Peer peer, @Nullable JsonNode id) {
        room.answer(peer.socket, id, Reply.badRequest("method is missing"));
        if (++peer.badFrames >= MAX_BAD_FRAMES) {
            presence.dismiss(peer, 400, "too many unreadable messages");
        }
    }

    private static @Nullable JsonNode id(ObjectNode message) {
        JsonNode id = message.get("id");
        boolean usable = id != null
                && (id.isNumber() || (id.isString() && id.stringValue().length() <= MAX_ID));
        return usable ? id : null;
    }

    private Reply dispatch(Peer peer, Call call) {
        Call.Handler handler = calls.get(call.method());
        if (handler == null) {
            return Reply.badRequest("method not supported");
        }
        if (!peer.allowance.take(room.now) && !call.method().equals("leave")) {
            return new Reply.Failure(429, "too many messages");
        }
        if (peer.evictAt != 0
                && !call.method().equals("leave")
                && !call.method().equals("ping")) {
            return new Reply.Failure(410, "peer was removed");
        }
        if (peer.joined() || ALWAYS.contains(call.method())) {
            return handler.handle(peer, call);
        }
        if (peer.phase == Peer.Phase.PREVIEW) {
            return outside(peer, call);
        }
        boolean early = call.method().equals("answer") || call.method().equals("trickle");
        return early ? handler.handle(peer, call) : new Reply.Failure(409, "join is not finished");
    }

    /**
     * A client that believes to be in the room, but whose place is gone, is ended with a clear message instead of being left
     * in a room without others.
     */
    private Reply outside(Peer peer, Call call) {
        boolean tracks = call.method().equals("track-update")
                && !Json.child(call.params(), "tracks").isEmpty();
        if (tracks || BELIEVES_INSIDE.contains(call.method())) {
            presence.dismiss(peer, 410, "session has ended, please join again");
            return Reply.later();
        }
        return new Reply.Failure(410, "peer is not in the room");
    }

    private Reply leave(Peer peer, Call call) {
        presence.leave(peer, Presence.reason(call.params(), "client_reason", "left"));
        return Reply.later();
    }

    private Reply report(Peer peer, Call call) {
        String name = Json.text(call.params(), "name", "");
        if (ClientFailure.NAMES.contains(name)) {
            ClientFailure failure = ClientFailure.read(Json.child(call.params(), "info"));
            room.emit(new Effect.ClientFailed(peer.id, peer.userId, peer.role, name, failure));
        }
        return Reply.ok();
    }

    private static Reply pong(Call call) {
        JsonNode timestamp = call.params().get("timestamp");
        ObjectNode body = Json.object();
        if (timestamp != null && timestamp.isNumber()) {
            body.set("timestamp", timestamp);
        }
        return new Reply.Result(body);
    }

    private static Reply noPolls() {
        ObjectNode body = Json.object().put("last", "");
        body.putArray("polls");
        return new Reply.Result(body);
    }

    private void tick() {
        presence.tick();
        moderation.tick();
        roles.tick();
        for (Peer peer : List.copyOf(room.peers.values())) {
            if (publish.expire(peer)) {
                joins.failed(peer);
            }
        }
    }

    /** Clients must know a role before they meet somebody who holds it, so all of them hear of the policy first. */
    private void policyChanged(RoomPolicy policy) {
        RoomPolicy merged = RoleKeeping.merge(policy, room);
        // A socket brings the policy of the moment at which it was admitted, which may be over.
        if (policy.version() < room.policy.version() || merged.equals(room.policy)) {
            return;
        }
        room.policy = merged;
        for (Peer peer : room.peers.values()) {
            room.send(peer, "on-policy-change", Wire.policy(merged, peer.role));
            room.send(peer, "room-info", Wire.roomInfo(merged));
        }
        for (Peer peer : List.copyOf(room.peers.values())) {
            if (peer.inside()) {
                publish.enforceRole(peer);
            }
        }
        publish.refresh();
    }

    private void updatePeer(RoomCommand.UpdatePeer update) {
        Peer peer = room.visible(update.peerId());
        if (peer == null || peer.evictAt != 0) {
            return;
        }
        String role = update.role();
        boolean acceptable = JoinCalls.acceptable(
                Objects.requireNonNullElse(update.name(), ""), Objects.requireNonNullElse(update.data(), ""));
        if (!acceptable || (role != null && roles.change(peer, role) != null)) {
            return;
        }
        if (update.name() != null || update.data() != null) {
            peers.change(peer, update.name(), update.data(), true);
        }
    }
}
