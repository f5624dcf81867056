package dev.foyer.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changing roles: at once, by request, or many at a time. */
final class RoleCalls {
    private static final long REQUEST_MILLIS = 600_000;

    /** A request that its target has not accepted. Declining tells the server nothing. */
    private record Request(String token, String role, String askedBy, long expiresAt) {}

    private final Room room;
    private final PublishCalls publish;
    private final Subscriptions subscriptions;
    /** By target: the clients keep only one, too. */
    private final Map<String, Request> requests = new LinkedHashMap<>();

    RoleCalls(Room room, PublishCalls publish, Subscriptions subscriptions) {
        this.room = room;
        this.publish = publish;
        this.subscriptions = subscriptions;
    }

    void register(Map<String, Call.Handler> calls) {
        calls.put("role-change-request", this::request);
        calls.put("role-change", this::accept);
    }

    /** Gives a peer another role; null when done. */
    @Nullable
    Reply change(Peer peer, String role) {
        return change(List.of(peer), role, "");
    }

    void tick() {
        requests.entrySet()
                .removeIf(entry -> room.now >= entry.getValue().expiresAt() || !room.peers.containsKey(entry.getKey()));
    }

    private Reply request(Peer peer, Call call) {
        if (!room.may(peer, Permission.CHANGE_ROLE)) {
            return Reply.forbidden();
        }
        String role = Json.text(call.params(), "role", "");
        if (!room.policy.roles().containsKey(role)) {
            return Reply.badRequest("role is invalid");
        }
        String target = Json.text(call.params(), "requested_for");
        List<String> roles = Json.list(call.params(), "roles");
        if (target == null && roles != null) {
            return done(change(withRoles(roles), role, peer.id));
        }
        Peer other = room.visible(target);
        if (other == null) {
            return Reply.notFound("peer not found");
        }
        if (Json.flag(call.params(), "force", false)) {
            return done(change(List.of(other), role, peer.id));
        }
        ask(peer, other, role);
        return Reply.ok();
    }

    private void ask(Peer asker, Peer target, String role) {
        Request request = new Request(room.uuid(), role, asker.id, room.now + REQUEST_MILLIS);
        requests.put(target.id, request);
        room.send(
                target,
                "on-role-change-request",
                Json.object().put("requested_by", asker.id).put("role", role).put("token", request.token()));
    }

    private Reply accept(Peer peer, Call call) {
        Request request = requests.get(peer.id);
        boolean valid = request != null
                && room.now < request.expiresAt()
                && request.token().equals(Json.text(call.params(), "token"))
                && request.role().equals(Json.text(call.params(), "role"));
        if (request == null || !valid) {
            return Reply.badRequest("role change request is unknown or expired");
        }
        requests.remove(peer.id);
        return done(change(List.of(peer), request.role(), request.askedBy()));
    }

    private List<Peer> withRoles(List<String> roles) {
        return room.peers.values().stream()
                .filter(peer -> peer.joined() && roles.contains(peer.role))
                .toList();
    }

    /** All or, when they do not fit into the role, none. */
    private @Nullable Reply change(List<Peer> peers, String role, String requestedBy) {
        List<Peer> moving = new ArrayList<>(peers);
        moving.removeIf(peer -> peer.role.equals(role));
        if (!moving.isEmpty() && !room.roleHasRoom(role, moving.size())) {
            moving.forEach(peer -> room.emit(
                    new Effect.RoleChangeRefused(room.sessionId, peer.id, role, requestedBy, "role limit reached")));
            return new Reply.Failure(403, "role limit reached");
        }
        moving.forEach(peer -> move(peer, role, requestedBy));
        if (!moving.isEmpty()) {
            subscriptions.refresh();
        }
        return null;
    }

    /** The target must hear of its policy before anything else about itself, or it keeps publishing. */
    private void move(Peer peer, String role, String requestedBy) {
        String before = peer.role;
        peer.role = role;
        room.send(peer, "on-policy-change", Wire.policy(room.policy, role));
        room.announceUpdate(peer, false);
        publish.enforceRole(peer);
        room.emit(new Effect.RoleChanged(room.sessionId, peer.id, peer.userId, before, role, requestedBy));
    }

    private static Reply done(@Nullable Reply refused) {
        return refused == null ? Reply.ok() : refused;
    }
}
