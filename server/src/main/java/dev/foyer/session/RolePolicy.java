package dev.foyer.session;

import java.util.Set;

/**
 * What a role may do, as the server enforces it.
 *
 * @param publish subset of {@code audio}, {@code video}, {@code screen}
 * @param subscribeToRoles roles whose tracks this role receives
 * @param priority 1 is the most important
 * @param maxPeerCount 0 unlimited, -1 nobody, n at most n peers at a time
 */
public record RolePolicy(
        String name,
        Set<String> publish,
        Encoding audio,
        Encoding video,
        Encoding screen,
        Set<String> subscribeToRoles,
        Set<Permission> permissions,
        int priority,
        int maxPeerCount) {

    public RolePolicy {
        publish = Set.copyOf(publish);
        subscribeToRoles = Set.copyOf(subscribeToRoles);
        permissions = Set.copyOf(permissions);
    }

    /** Codec and bit rate of one source; {@code kbps} 0 means no cap. */
    public record Encoding(String codec, int kbps) {}

    /** True when the role holds the permission. */
    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }

    /** True when a track of this kind and source may be published. A shared screen's sound belongs to the screen. */
    public boolean mayPublish(String kind, String source) {
        return publish.contains(source.equals("screen") ? "screen" : kind);
    }
}
