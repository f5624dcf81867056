package dev.foyer.audit;

import dev.foyer.http.Reply;
import dev.foyer.http.Request;
import dev.foyer.http.Route;
import dev.foyer.http.RouteFilter;
import dev.foyer.kernel.Json;
import dev.foyer.kernel.Refusal;
import dev.foyer.workspace.Workspace;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes every successful call of a recorded route to the ledger before it is answered. A code's letters never get there: of
 * the path every parameter but the code, of the body only the members' names, of the answer only ids.
 */
public final class LedgerFilter implements RouteFilter {
    private static final int MAX_NAMES = 50;
    private static final int MAX_NAME = 60;
    private static final List<String> IDS = List.of("id", "room_id", "template_id", "role", "access_key");

    private final Ledger ledger;

    public LedgerFilter(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Reply around(Route route, Request request, Function<Request, Reply> next) {
        Reply reply = next.apply(request);
        String usual = route.ledger();
        if (usual != null && reply.status() < 300 && request.caller() instanceof Workspace workspace) {
            String named = reply.ledger();
            String action = named == null ? usual : named;
            ledger.append(workspace.id(), "key:" + workspace.accessKey(), action, target(request, reply));
        }
        return reply;
    }

    private static ObjectNode target(Request request, Reply reply) {
        ObjectNode target = Json.object();
        if (reply.json() instanceof ObjectNode answer) {
            for (String id : IDS) {
                JsonNode value = answer.get(id);
                if (value != null && value.isString()) {
                    target.set(id, value);
                }
            }
        }
        request.path().forEach((name, value) -> {
            if (!name.equals("code")) {
                target.put(name, value);
            }
        });
        ArrayNode sent = Json.array();
        names(request).stream().limit(MAX_NAMES).forEach(name -> sent.add(shortened(name)));
        if (!sent.isEmpty()) {
            target.set("sent", sent);
        }
        return target;
    }

    private static List<String> names(Request request) {
        try {
            return request.json().propertyNames().stream().toList();
        } catch (Refusal notJson) {
            return List.of();
        }
    }

    private static String shortened(String name) {
        return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME);
    }
}
