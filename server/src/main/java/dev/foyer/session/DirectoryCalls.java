package dev.foyer.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Finding peers without having been told about them. */
final class DirectoryCalls {
    private static final int DEFAULT_PAGE = 10;
    private static final int MAX_PAGE = 100;
    private static final int MAX_SEARCHES = 16;
    private static final long SEARCH_MILLIS = 300_000;

    private final Room room;

    DirectoryCalls(Room room) {
        this.room = room;
    }

    void register(Map<String, Call.Handler> calls) {
        calls.put("get-peer", this::get);
        calls.put("find-peer", this::find);
        calls.put("peer-iter-next", this::next);
        calls.put("peer-name-search", this::search);
    }

    private Reply get(Peer peer, Call call) {
        Peer found = room.visible(Json.text(call.params(), "peer_id"));
        return found == null ? Reply.notFound("peer not found") : new Reply.Result(Wire.peerInfo(found));
    }

    private Reply find(Peer peer, Call call) {
        String role = Json.text(call.params(), "role", "");
        String group = Json.text(call.params(), "group", "");
        List<String> asked = Json.list(call.params(), "peerIds");
        List<String> ids = asked == null ? Json.list(call.params(), "peers") : asked;
        List<String> matches = new ArrayList<>();
        for (Peer other : room.peers.values()) {
            boolean match = other.joined()
                    && (role.isEmpty() || role.equals(other.role))
                    && (group.isEmpty() || other.groups.contains(group))
                    && (ids == null || ids.contains(other.id));
            if (match) {
                matches.add(other.id);
            }
        }
        peer.searches.values().removeIf(search -> room.now >= search.expiresAt());
        if (peer.searches.size() >= MAX_SEARCHES) {
            peer.searches.remove(peer.searches.keySet().iterator().next());
        }
        Peer.Search search = new Peer.Search(matches, 0, matches.size(), room.now + SEARCH_MILLIS);
        return page(peer, room.uuid(), search, limit(call));
    }

    private Reply next(Peer peer, Call call) {
        String iterator = Json.text(call.params(), "iterator", "");
        Peer.Search search = peer.searches.get(iterator);
        if (search == null || room.now >= search.expiresAt()) {
            peer.searches.remove(iterator);
            return Reply.notFound("iterator not found");
        }
        return page(peer, iterator, search, limit(call));
    }

    /** Peers that have left since the search began are skipped. */
    private Reply page(Peer peer, String iterator, Peer.Search search, int limit) {
        ArrayNode peers = Json.array();
        int offset = search.offset();
        while (offset < search.peerIds().size() && peers.size() < limit) {
            Peer found = room.visible(search.peerIds().get(offset++));
            if (found != null) {
                peers.add(Wire.peerInfo(found));
            }
        }
        boolean eof = offset >= search.peerIds().size();
        if (eof) {
            peer.searches.remove(iterator);
        } else {
            peer.searches.put(
                    iterator, new Peer.Search(search.peerIds(), offset, search.total(), room.now + SEARCH_MILLIS));
        }
        ObjectNode body = Json.object()
                .put("iterator", iterator)
                .put("total", search.total())
                .put("eof", eof);
        body.set("peers", peers);
        return new Reply.Result(body);
    }

    private Reply search(Peer peer, Call call) {
        String query = Json.text(call.params(), "query", "").toLowerCase(Locale.ROOT);
        int limit = limit(call);
        int offset = Math.max(0, Json.number(call.params(), "offset", 0));
        ArrayNode peers = Json.array();
        int count = 0;
        for (Peer other : room.peers.values()) {
            if (other.joined() && other.name.toLowerCase(Locale.ROOT).contains(query)) {
                if (count >= offset && peers.size() < limit) {
                    peers.add(found(other));
                }
                count++;
            }
        }
        ObjectNode body = Json.object()
                .put("count", count)
                .put("limit", limit)
                .put("offset", offset)
                .put("eof", offset + peers.size() >= count);
        body.set("peers", peers);
        return new Reply.Result(body);
    }

    private static ObjectNode found(Peer peer) {
        return Json.object()
                .put("name", peer.name)
                .put("peer_id", peer.id)
                .put("role", peer.role)
                .put("type", "regular");
    }

    private static int limit(Call call) {
        return Math.clamp(Json.number(call.params(), "limit", DEFAULT_PAGE), 1, MAX_PAGE);
    }
}
