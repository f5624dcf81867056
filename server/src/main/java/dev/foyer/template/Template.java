package dev.foyer.template;

import dev.foyer.kernel.TemplateId;
import dev.foyer.kernel.WorkspaceId;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A set of roles with settings.
 *
 * @param subdomain first label of the host in links to its rooms
 * @param standard whether rooms without a template id use it; one per workspace
 * @param roles in the order given
 * @param settings as given, with defaults; not to be changed
 * @param destinations as given; not to be changed
 * @param plugins as given; not to be changed
 */
public record Template(
        TemplateId id,
        WorkspaceId workspaceId,
        String name,
        String subdomain,
        boolean standard,
        Map<String, Role> roles,
        ObjectNode settings,
        ObjectNode destinations,
        ObjectNode plugins,
        Instant createdAt,
        Instant updatedAt) {
    public Template {
        roles = Collections.unmodifiableMap(new LinkedHashMap<>(roles));
    }

    public Optional<Role> role(String roleName) {
        return Optional.ofNullable(roles.get(roleName));
    }

    /** The same template with other roles. */
    public Template withRoles(Map<String, Role> newRoles, Instant now) {
        return new Template(
                id, workspaceId, name, subdomain, standard, newRoles, settings, destinations, plugins, createdAt, now);
    }

    /** The same template with other settings. */
    Template withSettings(ObjectNode newSettings, Instant now) {
        return new Template(
                id, workspaceId, name, subdomain, standard, roles, newSettings, destinations, plugins, createdAt, now);
    }

    /** The same template with other destinations. */
    Template withDestinations(ObjectNode newDestinations, Instant now) {
        return new Template(
                id, workspaceId, name, subdomain, standard, roles, settings, newDestinations, plugins, createdAt, now);
    }

    /** The same template with a role under another name, wherever it is mentioned. */
    Template renaming(String from, String to, Instant now) {
        RoleNames names = new RoleNames(from, to);
        return new Template(
                id,
                workspaceId,
                name,
                subdomain,
                standard,
                names.roles(roles),
                settings,
                (ObjectNode) names.members(destinations),
                names.plugins(plugins),
                createdAt,
                now);
    }
}
