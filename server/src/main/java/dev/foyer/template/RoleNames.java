package dev.foyer.template;

import dev.foyer.kernel.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Carries a new role name to everything in a template that mentions the old one. */
final class RoleNames {
    private final String from;
    private final String to;

    RoleNames(String from, String to) {
        this.from = from;
        this.to = to;
    }

    /** The roles, in their order, under the new name and with subscriptions to it. */
    Map<String, Role> roles(Map<String, Role> roles) {
        Map<String, Role> renamed = new LinkedHashMap<>();
        roles.forEach((name, role) -> {
            Role.SubscribeParams params = role.subscribeParams();
            List<String> sees = params.subscribeToRoles().stream()
                    .map(this::name)
                    .distinct()
                    .toList();
            Role moved = role.named(name(name))
                    .subscribing(
                            new Role.SubscribeParams(sees, params.maxSubsBitRate(), params.subscribeDegradation()));
            renamed.put(moved.name(), moved);
        });
        return renamed;
    }

    /** A copy of destinations or recording configurations: members called {@code role}, and languages by role. */
    JsonNode members(JsonNode json) {
        return switch (json) {
            case ObjectNode object -> {
                ObjectNode copy = Json.object();
                object.properties().forEach(entry -> {
                    JsonNode value = entry.getValue();
                    boolean role = entry.getKey().equals("role") && value.isString();
                    boolean byRole = entry.getKey().equals("roleLanguages") && value.isObject();
                    copy.set(entry.getKey(), role ? text(value) : byRole ? keys(value) : members(value));
                });
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = Json.array();
                array.forEach(element -> copy.add(members(element)));
                yield copy;
            }
            default -> json;
        };
    }

    /** A copy of plugins: the arrays of role names under {@code permissions}. */
    ObjectNode plugins(ObjectNode plugins) {
        ObjectNode copy = plugins.deepCopy();
        for (JsonNode plugin : copy) {
            if (plugin.path("permissions") instanceof ObjectNode permissions) {
                for (String right : List.copyOf(permissions.propertyNames())) {
                    if (permissions.get(right) instanceof ArrayNode names) {
                        ArrayNode renamed = permissions.putArray(right);
                        names.forEach(name -> renamed.add(text(name)));
                    }
                }
            }
        }
        return copy;
    }

    private ObjectNode keys(JsonNode byRole) {
        ObjectNode copy = Json.object();
        byRole.properties().forEach(entry -> copy.set(name(entry.getKey()), entry.getValue()));
        return copy;
    }

    private JsonNode text(JsonNode value) {
        return value.isString() ? Json.object().stringNode(name(value.stringValue())) : value;
    }

    private String name(String name) {
        return name.equals(from) ? to : name;
    }
}
