package dev.foyer.history;

import dev.foyer.session.Effect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns facts into rows and keeps those that are not stored, each only in its last state: what waits is bounded by the number
 * of stays, however much happens in them. Safe for use by several threads; nothing here waits for anything but memory.
 */
final class Waiting {
    private record Place(String roomId, String peerId) {}

    private record Description(String name, String metadata) {}

    /** By id. */
    private final Map<String, Row.Session> open = new HashMap<>();

    private final Map<Place, Row.Join> inside = new HashMap<>();
    /** Of those who are about to join. */
    private final Map<Place, Description> described = new HashMap<>();

    private Map<Row.Key, Row> unsaved = new LinkedHashMap<>();

    synchronized void heard(long now, String roomId, Effect fact) {
        switch (fact) {
            case Effect.SessionStarted started -> {
                long at = started.startedAt();
                save(new Row.Session(started.sessionId(), roomId, at, at, null));
            }
            case Effect.PeerDescribed said -> describe(now, new Place(roomId, said.peerId()), said);
            case Effect.PeerJoined joined -> join(new Place(roomId, joined.peerId()), joined);
            case Effect.RoleChanged changed -> {
                Row.Join stay = inside.get(new Place(roomId, changed.peerId()));
                if (stay != null) {
                    change(now, roomId, stay.withRole(changed.to()));
                }
            }
            case Effect.PeerLeft left -> leave(new Place(roomId, left.peerId()), left);
            case Effect.SessionEnded ended -> {
                long at = ended.endedAt();
                save(new Row.Session(ended.sessionId(), roomId, ended.startedAt(), at, at));
            }
            default -> {}
        }
    }

    /** At most {@code most} rows, in the order in which they first changed; they do not wait any more. */
    synchronized List<Row> take(int most) {
        List<Row> batch = new ArrayList<>();
        for (Iterator<Row> rows = unsaved.values().iterator(); rows.hasNext() && batch.size() < most; ) {
            batch.add(rows.next());
            rows.remove();
        }
        return batch;
    }

    /** Takes rows back that could not be stored; those that have changed meanwhile stay as they are. */
    synchronized void giveBack(List<Row> rows) {
        Map<Row.Key, Row> all = new LinkedHashMap<>();
        rows.forEach(row -> all.put(row.key(), row));
        all.putAll(unsaved);
        unsaved = all;
    }

    /** Has everything written again that is still going on. */
    synchronized void again() {
        List<Row> rows = new ArrayList<>(open.values());
        rows.addAll(inside.values());
        giveBack(rows);
    }

    synchronized boolean anythingOpen() {
        return !open.isEmpty();
    }

    synchronized int size() {
        return unsaved.size();
    }

    private void describe(long now, Place place, Effect.PeerDescribed said) {
        Row.Join stay = inside.get(place);
        if (stay == null) {
            described.put(place, new Description(said.name(), said.data()));
        } else {
            change(now, place.roomId(), stay.described(said.name(), said.data()));
        }
    }

    private void join(Place place, Effect.PeerJoined joined) {
        Description known = described.remove(place);
        Row.Join stay = new Row.Join(
                joined.sessionId(),
                joined.peerId(),
                joined.joinedAt(),
                joined.userId(),
                joined.name(),
                joined.role(),
                known == null ? "" : known.metadata(),
                null,
                "");
        change(joined.joinedAt(), place.roomId(), stay);
    }

    private void leave(Place place, Effect.PeerLeft left) {
        Row.Join stay = inside.remove(place);
        if (stay != null) {
            Row.Join over = stay.left(left.leftAt(), left.reason());
            unsaved.put(over.key(), over);
            touch(over.sessionId(), left.leftAt());
        }
    }

    private void change(long now, String roomId, Row.Join stay) {
        inside.put(new Place(roomId, stay.peerId()), stay);
        unsaved.put(stay.key(), stay);
        touch(stay.sessionId(), now);
    }

    private void touch(String sessionId, long now) {
        Row.Session session = open.get(sessionId);
        if (session != null) {
            save(session.touched(now));
        }
    }

    private void save(Row.Session session) {
        if (session.endedAt() == null) {
            open.put(session.id(), session);
        } else {
            open.remove(session.id());
        }
        unsaved.put(session.key(), session);
    }
}
