package dev.foyer.analytics;

import dev.foyer.kernel.Json;
import dev.foyer.session.Effect;
import dev.foyer.session.RoomView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What one session's events have in common, and the events themselves. For one thread at a time. */
final class LiveSession {
    private static final int MILLIS = 1000;

    /** Somebody inside. */
    private static final class Person {
        final String userId;
        final long joinedAt;
        String role;
        String name;
        String data = "";
        final Map<String, Long> tracks = new HashMap<>();
        Effect.@Nullable PeerExpelled expelled;

        Person(String userId, String name, String role, long joinedAt) {
            this.userId = userId;
            this.name = name;
            this.role = role;
            this.joinedAt = joinedAt;
        }
    }

    private final String roomId;
    private final String id;
    private final long startedAt;
    private final Map<String, Person> people = new LinkedHashMap<>();
    private final Map<String, String> arriving = new HashMap<>();

    LiveSession(String roomId, String id, long startedAt) {
        this.roomId = roomId;
        this.id = id;
        this.startedAt = startedAt;
    }

    String roomId() {
        return roomId;
    }

    String id() {
        return id;
    }

    String nameOf(String peerId) {
        Person person = people.get(peerId);
        return person == null ? "" : person.name;
    }

    Draft opened() {
        return draft("session.open.success", "", "", startedAt, session());
    }

    Draft closed(long at) {
        ObjectNode data = session()
                .put("session_stopped_at", Chronicle.time(at))
                .put("session_duration", (at - startedAt) / MILLIS);
        return draft("session.close.success", "", "", at, data);
    }

    void described(Effect.PeerDescribed described) {
        Person person = people.get(described.peerId());
        if (person == null) {
            arriving.put(described.peerId(), described.data());
        } else {
            person.name = described.name();
            person.data = described.data();
        }
    }

    Draft joined(Effect.PeerJoined joined) {
        Person person = new Person(joined.userId(), joined.name(), joined.role(), joined.joinedAt());
        String data = arriving.remove(joined.peerId());
        person.data = data == null ? "" : data;
        people.put(joined.peerId(), person);
        return draft(
                "peer.join.success",
                joined.peerId(),
                joined.userId(),
                joined.joinedAt(),
                peer(joined.peerId(), person));
    }

    void expelled(Effect.PeerExpelled expelled) {
        Person person = people.get(expelled.peerId());
        if (person != null) {
            person.expelled = expelled;
        }
    }

    Draft left(Effect.PeerLeft left) {
        Person person = people.remove(left.peerId());
        if (person == null) {
            person = new Person(left.userId(), left.name(), left.role(), left.joinedAt());
        }
        return left(left.peerId(), person, left.leftAt(), left.reason());
    }

    /** The words of the 100ms documentation for why somebody is gone. */
    private Draft left(String peerId, Person person, long at, String why) {
        Effect.@Nullable PeerExpelled expelled = person.expelled;
        String reason = "client request";
        String message = "";
        if (expelled != null) {
            reason = expelled.roomEnd() ? "server removed peer" : "peer kicked";
            message = expelled.reason();
        } else if (why.equals("connection lost") || why.equals("disconnected")) {
            reason = "websocket closed";
        } else if (why.equals("dismissed") || why.equals("removed")) {
            reason = "server removed peer";
        }
        ObjectNode data = peer(peerId, person)
                .put("left_at", Chronicle.time(at))
                .put("duration", (at - person.joinedAt) / MILLIS)
                .put("reason", reason)
                .put("message", message);
        return draft("peer.leave.success", peerId, person.userId, at, data);
    }

    @Nullable
    Draft roleChanged(Effect.RoleChanged changed, long at) {
        Person person = people.get(changed.peerId());
        if (person == null) {
            return null;
        }
        person.role = changed.to();
        ObjectNode data = peer(changed.peerId(), person)
                .put("previous_role", changed.from())
                .put("role_changed_at", Chronicle.time(at));
        requestedBy(data, changed.requestedBy());
        return draft("role.change.success", changed.peerId(), person.userId, at, data);
    }

    @Nullable
    Draft roleChangeRefused(Effect.RoleChangeRefused refused, long at) {
        Person person = people.get(refused.peerId());
        if (person == null) {
            return null;
        }
        ObjectNode data =
                peer(refused.peerId(), person).put("role", refused.role()).put("error_message", refused.message());
        requestedBy(data, refused.requestedBy());
        return failure("role.change.failure", refused.peerId(), person.userId, at, data);
    }

    Draft roomEnded(Effect.RoomEnded ended, long at) {
        Person person = people.get(ended.peerId());
        ObjectNode data = session()
                .put("peer_id", ended.peerId())
                .put("user_id", person == null ? "" : person.userId)
                .put("user_name", person == null ? "" : person.name)
                .put("role", person == null ? "" : person.role)
                .put("lock_room", ended.locked())
                .put("reason", ended.reason())
                .put("source", ended.peerId().isEmpty() ? "api" : "peer");
        return draft("room.end.success", ended.peerId(), person == null ? "" : person.userId, at, data);
    }

    @Nullable
    Draft trackChanged(Effect.TrackChanged changed, long at) {
        Person person = people.get(changed.peerId());
        if (person == null) {
            return null;
        }
        RoomView.TrackView track = changed.track();
        long since = person.tracks.computeIfAbsent(track.trackId(), key -> at);
        ObjectNode data = Json.object()
                .put("session_id", id)
                .put("peer_id", changed.peerId())
                .put("user_id", person.userId)
                .put("user_name", person.name)
                .put("joined_at", Chronicle.time(person.joinedAt))
                .put("role", person.role)
                .put("track_id", track.trackId())
                .put("stream_id", track.streamId())
                .put("type", track.kind())
                .put("source", track.source())
                .put("mute", track.mute())
                .put("started_at", Chronicle.time(since));
        String type = switch (changed.change()) {
            case ADDED -> "track.add.success";
            case UPDATED -> "track.update.success";
            case REMOVED -> "track.remove.success";
        };
        if (changed.change() == Effect.TrackChange.REMOVED) {
            person.tracks.remove(track.trackId());
            data.put("stopped_at", Chronicle.time(at));
        }
        return new Draft(Draft.newId(), roomId, id, changed.peerId(), person.userId, type, false, at, data, false);
    }

    /** Everybody leaves and the session closes, because the server stops. */
    List<Draft> endAll(long at) {
        List<Draft> drafts = new ArrayList<>();
        people.forEach((peerId, person) -> drafts.add(left(peerId, person, at, "removed")));
        people.clear();
        drafts.add(closed(at));
        return drafts;
    }

    private ObjectNode session() {
        return Json.object().put("session_id", id).put("session_started_at", Chronicle.time(startedAt));
    }

    private ObjectNode peer(String peerId, Person person) {
        return session()
                .put("peer_id", peerId)
                .put("user_id", person.userId)
                .put("user_name", person.name)
                .put("user_data", person.data)
                .put("role", person.role)
                .put("joined_at", Chronicle.time(person.joinedAt))
                .put("type", "regular");
    }

    private static void requestedBy(ObjectNode data, String peerId) {
        if (!peerId.isEmpty()) {
            data.put("role_change_requested_by", peerId);
        }
    }

    private Draft draft(String type, String peerId, String userId, long at, ObjectNode data) {
        return new Draft(Draft.newId(), roomId, id, peerId, userId, type, false, at, data, true);
    }

    private Draft failure(String type, String peerId, String userId, long at, ObjectNode data) {
        return new Draft(Draft.newId(), roomId, id, peerId, userId, type, true, at, data, true);
    }
}
