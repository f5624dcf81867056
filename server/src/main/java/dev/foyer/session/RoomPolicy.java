package dev.foyer.session;

import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a live room needs to know about its room and template.
 *
 * @param version grows with every change of room or template; an older policy never replaces a newer one
 * @param maxSize most joined peers, 0 for no limit
 * @param maxSeconds a session of that age is ended, 0 for no limit
 * @param large only publishers and raised hands are announced to everybody
 * @param knownRoles all roles by name, delivered to clients exactly so
 * @param plugins delivered to clients exactly so
 * @param appData delivered to clients exactly so
 * @param roles the same roles as the server enforces them; same keys as {@code knownRoles}
 */
public record RoomPolicy(
        long version,
        String templateId,
        String roomId,
        String name,
        String description,
        int maxSize,
        int maxSeconds,
        boolean large,
        ObjectNode knownRoles,
        ObjectNode plugins,
        ObjectNode appData,
        Map<String, RolePolicy> roles) {

    public RoomPolicy {
        knownRoles = knownRoles.deepCopy();
        plugins = plugins.deepCopy();
        appData = appData.deepCopy();
        roles = Map.copyOf(roles);
    }
}
