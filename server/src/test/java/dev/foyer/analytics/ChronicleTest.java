package dev.foyer.analytics;

import static dev.foyer.TestParts.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.TestParts;
import dev.foyer.database.Engine;
import dev.foyer.room.Room;
import dev.foyer.session.ClientFailure;
import dev.foyer.session.Effect;
import dev.foyer.session.RoomView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ObjectNode;

class ChronicleTest {
    private static final String SESSION = "64d0d0000000000000000001";
    private TestParts parts;
    private JdbiEventStore store;
    private EventLog log;
    private Chronicle chronicle;
    private Room room;

    private void open(Engine engine) {
        parts = new TestParts(engine);
        store = new JdbiEventStore(parts.database.jdbi());
        log = new EventLog(store, parts.rooms, Listener.NONE);
        chronicle = new Chronicle(log, parts);
        room = parts.rooms.createOrUpdate(parts.workspace.id(), json("{'name':'weekly'}"));
    }

    @AfterEach
    void close() {
        log.close();
        parts.close();
    }

    private void tell(Effect... facts) {
        for (Effect fact : facts) {
            chronicle.happened(room.id().text(), fact);
            parts.pass(Duration.ofSeconds(1));
        }
    }

    private void enter(String peer) {
        tell(
                new Effect.PeerDescribed(peer, "Ada", "{\"team\":1}"),
                new Effect.PeerJoined(SESSION, peer, "u-" + peer, "Ada", "host", parts.millis()));
    }

    private void begin() {
        tell(new Effect.SessionStarted(SESSION, parts.millis()));
    }

    private Effect.PeerLeft leaves(String peer, String reason) {
        return new Effect.PeerLeft(
                SESSION, peer, "u-" + peer, "Ada", "host", parts.millis() - 60_000, parts.millis(), reason);
    }

    private List<Event> events(String... types) {
        assertThat(log.flush(Duration.ofSeconds(30))).isTrue();
        EventQuery query =
                new EventQuery(parts.workspace.id(), room.id().text(), List.of(types), null, null, null, false);
        return store.list(query, Long.MAX_VALUE, 1000).reversed();
    }

    private ObjectNode only(String type) {
        List<Event> found = events(type);
        assertThat(found).hasSize(1);
        return found.getFirst().data();
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_session_is_told_from_its_opening_to_its_close(Engine engine) {
        open(engine);
        Instant start = parts.instant();
        begin();
        enter("p1");
        tell(leaves("p1", "left"));
        tell(new Effect.SessionEnded(SESSION, start.toEpochMilli(), start.toEpochMilli() + 90_500));
        assertThat(events())
                .extracting(Event::type)
                .containsExactly(
                        "session.open.success", "peer.join.success", "peer.leave.success", "session.close.success");
        assertThat(events()).extracting(Event::sessionId).containsOnly(SESSION);
        ObjectNode left = only("peer.leave.success");
        assertThat(left.get("duration").asInt()).isPositive();
        assertThat(left.get("reason").stringValue()).isEqualTo("client request");
        assertThat(only("session.close.success").get("session_duration").asInt())
                .isEqualTo(90);
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void an_event_holds_what_the_documentation_says(Engine engine) {
        open(engine);
        Instant start = parts.instant();
        begin();
        enter("p1");
        tell(leaves("p1", "left"));
        tell(new Effect.SessionEnded(SESSION, start.toEpochMilli(), start.toEpochMilli() + 90_500));
        ObjectNode joined = only("peer.join.success");
        assertThat(joined.propertyNames())
                .containsExactlyInAnyOrder(
                        "room_id",
                        "room_name",
                        "session_id",
                        "template_id",
                        "user_id",
                        "user_name",
                        "user_data",
                        "session_started_at",
                        "peer_id",
                        "role",
                        "joined_at",
                        "type");
        assertThat(joined.get("room_name").stringValue()).isEqualTo("weekly");
        assertThat(joined.get("user_data").stringValue()).isEqualTo("{\"team\":1}");
        assertThat(joined.get("session_started_at").stringValue()).isEqualTo("2026-01-05T09:00:00.12Z");
        ObjectNode closed = only("session.close.success");
        assertThat(closed.propertyNames())
                .containsExactlyInAnyOrder(
                        "room_id",
                        "room_name",
                        "session_id",
                        "template_id",
                        "session_started_at",
                        "session_stopped_at",
                        "session_duration");
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void reasons_for_leaving_are_those_of_the_documentation(Engine engine) {
        open(engine);
        begin();
        for (String peer : List.of("kicked", "ended", "lost", "dismissed")) {
            enter(peer);
        }
        tell(
                new Effect.PeerExpelled("kicked", "spam", "boss", false),
                leaves("kicked", "left"),
                new Effect.PeerExpelled("ended", "over", "boss", true),
                leaves("ended", "removed"),
                leaves("lost", "connection lost"),
                leaves("dismissed", "dismissed"));
        assertThat(events("peer.leave.success"))
                .extracting(event -> event.peerId() + ": "
                        + event.data().get("reason").stringValue() + ", "
                        + event.data().get("message").stringValue())
                .containsExactly(
                        "kicked: peer kicked, spam",
                        "ended: server removed peer, over",
                        "lost: websocket closed, ",
                        "dismissed: server removed peer, ");
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void roles_and_ends_name_who_asked(Engine engine) {
        open(engine);
        begin();
        enter("boss");
        enter("p1");
        tell(
                new Effect.RoleChanged(SESSION, "p1", "u-p1", "host", "guest", "boss"),
                new Effect.RoleChangeRefused(SESSION, "p1", "stage", "", "role limit reached"),
                new Effect.RoomEnded(SESSION, "boss", "over", true));
        ObjectNode changed = only("role.change.success");
        assertThat(changed.get("previous_role").stringValue()).isEqualTo("host");
        assertThat(changed.get("role").stringValue()).isEqualTo("guest");
        assertThat(changed.get("role_change_requested_by").stringValue()).isEqualTo("boss");
        ObjectNode refused = only("role.change.failure");
        assertThat(refused.get("role").stringValue()).isEqualTo("stage");
        assertThat(refused.get("error_message").stringValue()).isEqualTo("role limit reached");
        assertThat(refused.has("role_change_requested_by")).isFalse();
        ObjectNode ended = only("room.end.success");
        assertThat(ended.get("source").stringValue()).isEqualTo("peer");
        assertThat(ended.get("lock_room").booleanValue()).isTrue();
        assertThat(ended.get("user_id").stringValue()).isEqualTo("u-boss");
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void tracks_and_failures_of_clients_are_kept_for_analytics(Engine engine) {
        open(engine);
        begin();
        enter("p1");
        RoomView.TrackView mic = new RoomView.TrackView("t1", "s1", "audio", "regular", "", false, 0);
        tell(
                new Effect.TrackChanged(SESSION, "p1", Effect.TrackChange.ADDED, mic),
                new Effect.TrackChanged(SESSION, "p1", Effect.TrackChange.REMOVED, mic),
                new Effect.ClientFailed(
                        "p1",
                        "u-p1",
                        "host",
                        "publish.failed",
                        new ClientFailure(3001, "n", "m", "d", "PUBLISH", true)),
                new Effect.JoinRefused("p2", "u-p2", "Bob", "", "host", "role limit reached"));
        assertThat(only("track.add.success").has("stopped_at")).isFalse();
        ObjectNode removed = only("track.remove.success");
        assertThat(removed.get("started_at"))
                .isEqualTo(only("track.add.success").get("started_at"));
        assertThat(removed.has("stopped_at")).isTrue();
        ObjectNode failed = only("client.publish.failed");
        assertThat(failed.get("error_code").asInt()).isEqualTo(3001);
        assertThat(failed.get("user_name").stringValue()).isEqualTo("Ada");
        assertThat(only("peer.join.failure").get("joined_at").stringValue()).isEqualTo("0001-01-01T00:00:00Z");
        EventQuery errors = new EventQuery(parts.workspace.id(), room.id().text(), List.of(), null, null, null, true);
        assertThat(store.count(errors, Long.MAX_VALUE)).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_server_that_stops_tells_the_end_of_its_sessions(Engine engine) {
        open(engine);
        begin();
        enter("p1");
        chronicle.close();
        tell(leaves("p1", "left"));
        assertThat(events())
                .extracting(Event::type)
                .endsWith("peer.leave.success", "session.close.success")
                .hasSize(4);
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void the_next_process_tells_the_end_of_what_a_killed_one_left(Engine engine) {
        open(engine);
        begin();
        enter("p1");
        Instant last = events().getLast().at();
        parts.pass(Duration.ofMinutes(5));
        Chronicle next = new Chronicle(log, parts);
        next.closeLeftOver(store);
        ObjectNode closed = only("session.close.success");
        assertThat(closed.get("session_stopped_at").stringValue()).isEqualTo(Chronicle.time(last.toEpochMilli()));
        next.closeLeftOver(store);
        assertThat(events("session.close.success")).hasSize(1);
    }
}
