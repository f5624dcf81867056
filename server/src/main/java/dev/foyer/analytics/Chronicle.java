package dev.foyer.analytics;

import dev.foyer.kernel.Json;
import dev.foyer.kernel.Timestamps;
import dev.foyer.session.Effect;
import dev.foyer.signalling.RoomListener;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes events out of the facts of live rooms, with the members that the 100ms documentation gives them. Keeps of each live
 * session what its later facts do not repeat; nothing here waits for anything.
 */
public final class Chronicle implements RoomListener, AutoCloseable {
    /** No session is longer than half a day. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private final EventLog log;
    private final InstantSource clock;
    private final Map<String, LiveSession> sessions = new ConcurrentHashMap<>();
    private volatile boolean closed;

    public Chronicle(EventLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    /**
     * Tells the end of sessions that an earlier process did not live to tell, as of their last event. To be called before the
     * first fact.
     */
    public void closeLeftOver(EventStore store) {
        for (EventStore.Unclosed unclosed : store.unclosed(clock.instant().minus(LONGEST))) {
            Event opening = unclosed.opening();
            LiveSession session = new LiveSession(
                    opening.roomId(), opening.sessionId(), opening.at().toEpochMilli());
            log.put(session.closed(unclosed.lastAt().toEpochMilli()));
        }
    }

    @Override
    public void happened(String roomId, Effect fact) {
        if (closed) {
            return;
        }
        if (fact instanceof Effect.SessionStarted started) {
            sessions.put(roomId, new LiveSession(roomId, started.sessionId(), started.startedAt()));
        }
        LiveSession session = sessions.get(roomId);
        if (session != null) {
            synchronized (session) {
                inSession(session, fact);
            }
        } else {
            outside(roomId, fact);
        }
        if (fact instanceof Effect.SessionEnded) {
            sessions.remove(roomId);
        }
    }

    /** Tells the end of what is still live: rooms do not outlive the process, whoever comes back begins another session. */
    @Override
    public void close() {
        closed = true;
        long now = clock.millis();
        for (LiveSession session : sessions.values()) {
            synchronized (session) {
                session.endAll(now).forEach(log::put);
            }
        }
        sessions.clear();
    }

    private void inSession(LiveSession session, Effect fact) {
        switch (fact) {
            case Effect.SessionStarted started -> log.put(session.opened());
            case Effect.SessionEnded ended -> log.put(session.closed(ended.endedAt()));
            case Effect.PeerDescribed described -> session.described(described);
            case Effect.PeerJoined joined -> log.put(session.joined(joined));
            case Effect.PeerExpelled expelled -> session.expelled(expelled);
            case Effect.PeerLeft left -> log.put(session.left(left));
            case Effect.RoleChanged changed -> put(session.roleChanged(changed, clock.millis()));
            case Effect.RoleChangeRefused refused -> put(session.roleChangeRefused(refused, clock.millis()));
            case Effect.RoomEnded ended -> log.put(session.roomEnded(ended, clock.millis()));
            case Effect.TrackChanged changed -> put(session.trackChanged(changed, clock.millis()));
            default -> outside(session.roomId(), fact);
        }
    }

    private void put(@Nullable Draft draft) {
        if (draft != null) {
            log.put(draft);
        }
    }

    private void outside(String roomId, Effect fact) {
        switch (fact) {
            case Effect.JoinRefused refused -> log.put(joinRefused(roomId, refused));
            case Effect.ClientFailed failed -> log.put(clientFailed(roomId, failed));
            default -> {}
        }
    }

    private Draft joinRefused(String roomId, Effect.JoinRefused refused) {
        ObjectNode data = Json.object()
                .put("user_id", refused.userId())
                .put("user_name", refused.name())
                .put("user_data", refused.data())
                .put("peer_id", refused.peerId())
                .put("role", refused.role())
                // Go's zero time, which is what customers' code knows as "never".
                .put("joined_at", "0001-01-01T00:00:00Z")
                .put("type", "regular")
                .put("error_message", refused.message());
        return new Draft(
                Draft.newId(),
                roomId,
                "",
                refused.peerId(),
                refused.userId(),
                "peer.join.failure",
                true,
                clock.millis(),
                data,
                true);
    }

    private Draft clientFailed(String roomId, Effect.ClientFailed failed) {
        LiveSession session = sessions.get(roomId);
        ObjectNode data = Json.object()
                .put("user_id", failed.userId())
                .put("peer_id", failed.peerId())
                .put("role", failed.role());
        if (session != null) {
            data.put("session_id", session.id());
            data.put("user_name", session.nameOf(failed.peerId()));
        }
        ClientErrors.put(data, failed.failure());
        return new Draft(
                Draft.newId(),
                roomId,
                session == null ? "" : session.id(),
                failed.peerId(),
                failed.userId(),
                "client." + failed.name(),
                true,
                clock.millis(),
                data,
                false);
    }

    static String time(long millis) {
        return Timestamps.format(Instant.ofEpochMilli(millis));
    }
}
