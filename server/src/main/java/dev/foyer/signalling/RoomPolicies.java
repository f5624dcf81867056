package dev.foyer.signalling;

import dev.foyer.kernel.Json;
import dev.foyer.room.Room;
import dev.foyer.session.Permission;
import dev.foyer.session.RolePolicy;
import dev.foyer.session.RoomPolicy;
import dev.foyer.template.Role;
import dev.foyer.template.Template;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes what a live room enforces and delivers out of a room and its template. */
public final class RoomPolicies {
    private RoomPolicies() {}

    public static RoomPolicy of(Room room, Template template) {
        ObjectNode known = Json.object();
        Map<String, RolePolicy> roles = new LinkedHashMap<>();
        template.roles().forEach((name, role) -> {
            known.set(name, Json.tree(role));
            roles.put(name, role(role));
        });
        Integer size = room.size();
        Integer seconds = room.maxDurationSeconds();
        return new RoomPolicy(
                Math.max(room.updatedAt().toEpochMilli(), template.updatedAt().toEpochMilli()),
                template.id().text(),
                room.id().text(),
                room.name(),
                room.description(),
                size == null ? 0 : size,
                seconds == null ? 0 : seconds,
                room.largeRoom(),
                known,
                plugins(template.plugins()),
                Json.object(),
                roles);
    }

    private static RolePolicy role(Role role) {
        Role.PublishParams publish = role.publishParams();
        return new RolePolicy(
                role.name(),
                Set.copyOf(publish.allowed()),
                new RolePolicy.Encoding(publish.audio().codec(), publish.audio().bitRate()),
                encoding(publish.video()),
                encoding(publish.screen()),
                Set.copyOf(role.subscribeParams().subscribeToRoles()),
                permissions(role.permissions()),
                role.priority(),
                role.maxPeerCount());
    }

    private static RolePolicy.Encoding encoding(Role.Video video) {
        Integer kbps = video.bitRate();
        return new RolePolicy.Encoding(video.codec(), kbps == null ? 0 : kbps);
    }

    private static Set<Permission> permissions(Role.Permissions given) {
        Set<Permission> granted = EnumSet.noneOf(Permission.class);
        JsonNode flags = Json.tree(given);
        for (Permission permission : Permission.values()) {
            JsonNode flag = flags.get(permission.wire());
            if (flag != null && flag.isBoolean() && flag.booleanValue()) {
                granted.add(permission);
            }
        }
        return granted;
    }

    /** Templates hold transcriptions as one object, clients want an array of them. */
    private static ObjectNode plugins(ObjectNode given) {
        ObjectNode plugins = given.deepCopy();
        @Nullable JsonNode transcriptions = plugins.get("transcriptions");
        if (transcriptions instanceof ObjectNode one) {
            plugins.putArray("transcriptions").add(one);
        }
        return plugins;
    }
}
