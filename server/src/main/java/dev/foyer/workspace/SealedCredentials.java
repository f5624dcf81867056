package dev.foyer.workspace;

import dev.foyer.kernel.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps storage credentials out of the database's plain text: every member {@code credentials}, however deep, is stored as
 * {@code {"sealed": text}}, bound to the id of its row so that it cannot be moved to another. Rows written before stay
 * readable; they are sealed when they are saved next.
 */
public final class SealedCredentials {
    private static final String MEMBER = "credentials";
    private static final String SEALED = "sealed";

    private final KeyRing keys;

    public SealedCredentials(KeyRing keys) {
        this.keys = keys;
    }

    /** A copy to be stored. */
    public ObjectNode seal(ObjectNode json, String rowId) {
        ObjectNode copy = json.deepCopy();
        for (ObjectNode holder : holders(copy)) {
            JsonNode plain = holder.get(MEMBER);
            if (!plain.isNull()) {
                // Wrapped, so that every kind of JSON comes back as it was.
                String text = Json.write(Json.object().set(MEMBER, plain));
                holder.putObject(MEMBER).put(SEALED, keys.seal(text, rowId));
            }
        }
        return copy;
    }

    /**
     * A copy as it was before {@link #seal}.
     *
     * @throws RuntimeException when a sealed member was changed or belongs to another row
     */
    public ObjectNode open(ObjectNode json, String rowId) {
        ObjectNode copy = json.deepCopy();
        for (ObjectNode holder : holders(copy)) {
            JsonNode stored = holder.get(MEMBER);
            if (stored.size() == 1 && stored.path(SEALED).isString()) {
                String text = keys.open(stored.get(SEALED).stringValue(), rowId);
                holder.set(MEMBER, Json.readObject(text).get(MEMBER));
            }
        }
        return copy;
    }

    /** Collected first, since the tree is changed while they are gone through; what is inside a member goes with it. */
    private static List<ObjectNode> holders(JsonNode json) {
        List<ObjectNode> holders = new ArrayList<>();
        collect(json, holders);
        return holders;
    }

    private static void collect(JsonNode json, List<ObjectNode> holders) {
        if (json instanceof ObjectNode object && object.has(MEMBER)) {
            holders.add(object);
        }
        if (json instanceof ObjectNode object) {
            object.properties().stream()
                    .filter(entry -> !entry.getKey().equals(MEMBER))
                    .forEach(entry -> collect(entry.getValue(), holders));
        } else {
            json.forEach(child -> collect(child, holders));
        }
    }
}
