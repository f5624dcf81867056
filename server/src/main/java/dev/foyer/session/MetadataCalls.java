package dev.foyer.session;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** The session store: keys with a JSON value and a version each, for as long as the session lasts. */
final class MetadataCalls {
    private static final int MAX_VALUE_BYTES = 1024;
    private static final int MAX_KEYS = 100;
    private static final int MAX_ALL_BYTES = 64 * 1024;

    /** {@code data} is JSON null for a deleted key, kept so that its versions go on rising. */
    record Entry(JsonNode data, int bytes, long version, String updatedBy, long updatedAt) {}

    private final Room room;

    MetadataCalls(Room room) {
        this.room = room;
    }

    void register(Map<String, Call.Handler> calls) {
        calls.put("set-metadata", this::set);
        calls.put("get-metadata", this::get);
        calls.put("listen-metadata-change", this::listen);
    }

    private Reply set(Peer peer, Call call) {
        String key = Json.text(call.params(), "key", "");
        JsonNode given = call.params().get("data");
        JsonNode data = given == null ? NullNode.getInstance() : given;
        int bytes = data.isNull() ? 0 : size(Json.write(data)) + size(key);
        Entry before = room.metadata.get(key);
        Reply refused = check(call, key, before, bytes);
        if (refused != null) {
            return refused;
        }
        if (before == null && data.isNull()) {
            return new Reply.Result(value(key, new Entry(data, 0, 0, peer.id, room.now)));
        }
        Entry entry = new Entry(data, bytes, before == null ? 1 : before.version() + 1, peer.id, room.now);
        room.metadata.put(key, entry);
        ArrayNode values = Json.array().add(value(key, entry));
        for (Peer other : room.peers.values()) {
            if (other.joined() && other.listens.contains(key)) {
                notify(other, values);
            }
        }
        return new Reply.Result(value(key, entry));
    }

    private @Nullable Reply check(Call call, String key, @Nullable Entry before, int bytes) {
        if (key.isEmpty() || key.length() > MAX_VALUE_BYTES) {
            return Reply.badRequest("key is missing or too long");
        }
        JsonNode expected = call.params().get("if_change_version");
        long version = before == null ? 0 : before.version();
        // A number that is no long names no version; asking it for one would throw.
        boolean matches = expected == null
                || !expected.isNumber()
                || (expected.canConvertToLong() && expected.asLong() == version);
        if (!matches) {
            return new Reply.Failure(409, "change version is " + version);
        }
        if (bytes - size(key) > MAX_VALUE_BYTES) {
            return Reply.badRequest("value is larger than 1 KB");
        }
        if (bytes > 0) {
            dropDeletedIfFull(key);
        }
        long all = room.metadata.values().stream().mapToLong(Entry::bytes).sum();
        long after = all - (before == null ? 0 : before.bytes()) + bytes;
        boolean tooMany = bytes > 0 && !room.metadata.containsKey(key) && room.metadata.size() >= MAX_KEYS;
        if (tooMany || after > MAX_ALL_BYTES) {
            return Reply.badRequest("session store is full");
        }
        return null;
    }

    private void dropDeletedIfFull(String key) {
        if (room.metadata.size() >= MAX_KEYS && !room.metadata.containsKey(key)) {
            room.metadata.values().removeIf(entry -> entry.data().isNull());
        }
    }

    private Reply get(Peer peer, Call call) {
        String key = Json.text(call.params(), "key", "");
        Entry entry = room.metadata.get(key);
        return new Reply.Result(value(key, entry == null ? new Entry(NullNode.getInstance(), 0, 0, "", 0) : entry));
    }

    private Reply listen(Peer peer, Call call) {
        List<String> keys = Json.list(call.params(), "keys");
        if (keys == null || keys.size() > MAX_KEYS) {
            return Reply.badRequest("keys are missing or too many");
        }
        Set<String> wanted = new LinkedHashSet<>(keys);
        peer.listens.clear();
        peer.listens.addAll(wanted);
        room.answer(call.socketId(), call.id(), Reply.ok());
        ArrayNode values = Json.array();
        for (String key : wanted) {
            Entry entry = room.metadata.get(key);
            if (entry != null && !entry.data().isNull()) {
                values.add(value(key, entry));
            }
        }
        if (!values.isEmpty()) {
            notify(peer, values);
        }
        return Reply.later();
    }

    private void notify(Peer peer, ArrayNode values) {
        ObjectNode params = Json.object();
        params.set("values", values);
        room.send(peer, "on-metadata-change", params);
    }

    private static ObjectNode value(String key, Entry entry) {
        ObjectNode node = Json.object().put("key", key);
        node.set("data", entry.data());
        return node.put("change_version", entry.version())
                .put("updated_by", entry.updatedBy())
                .put("updated_at", entry.updatedAt());
    }

    private static int size(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
