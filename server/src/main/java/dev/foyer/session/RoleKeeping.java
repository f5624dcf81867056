package dev.foyer.session;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A role that a present peer holds outlives its removal from the template, until that peer is gone. */
final class RoleKeeping {
    private RoleKeeping() {}

    static RoomPolicy merge(RoomPolicy fresh, Room room) {
        Map<String, RolePolicy> roles = new HashMap<>(fresh.roles());
        ObjectNode known = fresh.knownRoles().deepCopy();
        for (Peer peer : room.peers.values()) {
            RolePolicy held = room.policy.roles().get(peer.role);
            JsonNode json = room.policy.knownRoles().get(peer.role);
            if (held != null && json != null && !roles.containsKey(peer.role)) {
                roles.put(peer.role, held);
                known.set(peer.role, json);
            }
        }
        return new RoomPolicy(
                fresh.version(),
                fresh.templateId(),
                fresh.roomId(),
                fresh.name(),
                fresh.description(),
                fresh.maxSize(),
                fresh.maxSeconds(),
                fresh.large(),
                known,
                fresh.plugins(),
                fresh.appData(),
                roles);
    }
}
