package dev.foyer.session;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Policies for tests. */
final class Rooms {
    private Rooms() {}

    static RolePolicy host() {
        return role(
                "host", Set.of("audio", "video", "screen"), Set.of("host", "guest"), EnumSet.allOf(Permission.class));
    }

    static RolePolicy guest() {
        return role("guest", Set.of("audio", "video"), Set.of("host", "guest"), Set.of());
    }

    /** Sees hosts only and publishes nothing. */
    static RolePolicy viewer() {
        return role("viewer", Set.of(), Set.of("host"), Set.of());
    }

    static RolePolicy role(String name, Set<String> publish, Set<String> sees, Set<Permission> permissions) {
        return role(name, publish, sees, permissions, 0);
    }

    static RolePolicy role(
            String name, Set<String> publish, Set<String> sees, Set<Permission> permissions, int maxPeerCount) {
        return new RolePolicy(
                name,
                publish,
                new RolePolicy.Encoding("opus", 32),
                new RolePolicy.Encoding("h264", 300),
                new RolePolicy.Encoding("vp9", 1000),
                sees,
                permissions,
                1,
                maxPeerCount);
    }

    static RoomPolicy policy(RolePolicy... roles) {
        return policy(0, false, List.of(roles));
    }

    static RoomPolicy policy(int maxSize, boolean large, List<RolePolicy> roles) {
        ObjectNode known = Json.object();
        Map<String, RolePolicy> byName = new LinkedHashMap<>();
        for (RolePolicy role : roles) {
            known.putObject(role.name()).put("name", role.name());
            byName.put(role.name(), role);
        }
        return new RoomPolicy(
                0, "t1", "r1", "Weekly", "talk", maxSize, 0, large, known, Json.object(), Json.object(), byName);
    }

    static RoomPolicy usual() {
        return policy(host(), guest(), viewer());
    }
}
