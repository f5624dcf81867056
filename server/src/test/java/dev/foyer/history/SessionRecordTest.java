package dev.foyer.history;

import static dev.foyer.TestParts.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.TestParts;
import dev.foyer.database.Engine;
import dev.foyer.kernel.PageRequest;
import dev.foyer.kernel.SessionId;
import dev.foyer.kernel.WorkspaceId;
import dev.foyer.room.Room;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SessionRecordTest {
    private static final PageRequest FIRST = new PageRequest(10, null);

    private static JdbiSessionStore store(TestParts parts) {
        return new JdbiSessionStore(parts.database.jdbi());
    }

    private static Room room(TestParts parts, String name) {
        return parts.rooms.createOrUpdate(parts.workspace.id(), json("{'name':'" + name + "'}"));
    }

    private static RecordedSession found(TestParts parts) {
        return store(parts)
                .find(parts.workspace.id(), new SessionId(Story.SESSION))
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void everything_that_happens_in_a_session_is_recorded_while_it_happens(Engine engine) {
        try (TestParts parts = new TestParts(engine)) {
            SessionRecorder recorder = new SessionRecorder(store(parts), parts);
            long now = parts.millis();
            Story story = new Story(recorder, room(parts, "weekly").id().text(), Story.SESSION);
            story.starts(now).joins("alice", "Alice", "{\"a\":1}", now).joins("bob", "Bob", "", now + 5);
            assertThat(recorder.turn()).isTrue();

            RecordedSession open = found(parts);
            assertThat(open.session().endedAt()).isNull();
            assertThat(open.joins()).extracting(Row.Join::name).containsExactly("Alice", "Bob");
            assertThat(open.joins()).extracting(Row.Join::metadata).containsExactly("{\"a\":1}", "");
            assertThat(open.joins()).allMatch(join -> join.leftAt() == null);

            story.describes("bob", "Robert", "tired").turns("bob", "host");
            story.leaves("bob", now + 5, now + 20, "left").joins("bob", "Bob again", "", now + 30);
            story.leaves("alice", now, now + 40, "removed").leaves("bob", now + 30, now + 50, "connection lost");
            story.ends(now, now + 50);
            assertThat(recorder.turn()).isTrue();

            RecordedSession over = found(parts);
            assertThat(over.session().endedAt()).isEqualTo(now + 50);
            assertThat(over.session().updatedAt()).isEqualTo(now + 50);
            assertThat(over.joins())
                    .containsExactly(
                            join("alice", now, "Alice", "guest", "{\"a\":1}", now + 40, "removed"),
                            join("bob", now + 5, "Robert", "host", "tired", now + 20, "left"),
                            join("bob", now + 30, "Bob again", "guest", "", now + 50, "connection lost"));
        }
    }

    private static Row.Join join(
            String peer, long at, String name, String role, String metadata, @Nullable Long left, String reason) {
        return new Row.Join(Story.SESSION, peer, at, "user of " + peer, name, role, metadata, left, reason);
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void texts_that_a_database_cannot_hold_are_made_storable(Engine engine) {
        try (TestParts parts = new TestParts(engine)) {
            SessionRecorder recorder = new SessionRecorder(store(parts), parts);
            Story story = new Story(recorder, room(parts, "odd").id().text(), Story.SESSION);
            story.starts(1).joins("p", "a\0b", "\uD800 half \uD83D\uDE00", 1);
            assertThat(recorder.turn()).isTrue();
            assertThat(found(parts).joins().getFirst().name()).isEqualTo("a\uFFFDb");
            assertThat(found(parts).joins().getFirst().metadata()).isEqualTo("\uFFFD half \uD83D\uDE00");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void sessions_are_listed_by_room_state_and_start_page_by_page(Engine engine) {
        try (TestParts parts = new TestParts(engine)) {
            SessionRecorder recorder = new SessionRecorder(store(parts), parts);
            Room one = room(parts, "one");
            Room other = room(parts, "other");
            IntStream.range(0, 12).forEach(i -> {
                String id = "00000000000000000000%04d".formatted(i);
                Story story = new Story(recorder, (i == 3 ? other : one).id().text(), id);
                story.starts(1000 + i).joins("p" + i, "P", "", 1000 + i);
                if (i > 0) {
                    story.leaves("p" + i, 1000 + i, 2000, "left").ends(1000 + i, 2000);
                }
            });
            assertThat(recorder.turn()).isTrue();

            List<RecordedSession> page = list(parts, new SessionFilter(null, null, null, null), FIRST);
            assertThat(page).hasSize(11);
            assertThat(page.getFirst().session().startedAt()).isEqualTo(1011);
            assertThat(page.getFirst().joins()).hasSize(1);
            String last = page.get(9).session().id();
            assertThat(list(parts, new SessionFilter(null, null, null, null), new PageRequest(10, last)))
                    .hasSize(2);
            assertThat(list(parts, new SessionFilter(other.id(), null, null, null), FIRST))
                    .hasSize(1);
            assertThat(list(parts, new SessionFilter(null, true, null, null), FIRST))
                    .hasSize(1);
            assertThat(list(parts, new SessionFilter(other.id(), true, null, null), FIRST))
                    .isEmpty();
            SessionFilter between =
                    new SessionFilter(null, false, Instant.ofEpochMilli(1002), Instant.ofEpochMilli(1004));
            assertThat(list(parts, between, FIRST)).hasSize(3);
            WorkspaceId stranger = new WorkspaceId("ffffffffffffffffffffffff");
            assertThat(store(parts).list(stranger, new SessionFilter(null, null, null, null), FIRST))
                    .isEmpty();
            assertThat(store(parts).find(stranger, new SessionId(last))).isEmpty();
        }
    }

    private static List<RecordedSession> list(TestParts parts, SessionFilter filter, PageRequest page) {
        return store(parts).list(parts.workspace.id(), filter, page);
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void what_a_dead_process_left_open_ends_with_its_last_heartbeat(Engine engine) {
        try (TestParts parts = new TestParts(engine)) {
            SessionRecorder dead = new SessionRecorder(store(parts), parts);
            long start = parts.millis();
            Story story = new Story(dead, room(parts, "crashed").id().text(), Story.SESSION);
            story.starts(start).joins("alice", "Alice", "", start).joins("bob", "Bob", "", start);
            story.leaves("bob", start, start + 1, "left");
            dead.turn();
            parts.pass(Duration.ofMillis(SessionRecorder.BEAT_MILLIS));
            dead.turn();
            long lastBeat = parts.millis();

            SessionRecorder next = new SessionRecorder(store(parts), parts);
            next.turn();
            assertThat(found(parts).session().endedAt()).isNull();
            for (long waited = 0; waited <= SessionRecorder.DEAD_MILLIS; waited += SessionRecorder.BEAT_MILLIS) {
                parts.pass(Duration.ofMillis(SessionRecorder.BEAT_MILLIS));
                next.turn();
            }

            assertThat(parts.millis() - lastBeat).isLessThanOrEqualTo(12_000);
            RecordedSession closed = found(parts);
            assertThat(closed.session().endedAt()).isEqualTo(lastBeat);
            assertThat(closed.session().updatedAt()).isEqualTo(lastBeat);
            assertThat(closed.joins()).extracting(Row.Join::leftAt).containsExactly(lastBeat, start + 1);
            assertThat(closed.joins()).extracting(Row.Join::reason).containsExactly("server stopped", "left");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_process_that_was_taken_for_dead_opens_its_sessions_again(Engine engine) {
        try (TestParts parts = new TestParts(engine)) {
            SessionRecorder paused = new SessionRecorder(store(parts), parts);
            Story story = new Story(paused, room(parts, "paused").id().text(), Story.SESSION);
            story.starts(parts.millis()).joins("alice", "Alice", "", parts.millis());
            paused.turn();
            parts.pass(Duration.ofMinutes(1));
            new SessionRecorder(store(parts), parts).turn();
            assertThat(found(parts).session().endedAt()).isNotNull();

            paused.turn();
            assertThat(found(parts).session().endedAt()).isNull();
            assertThat(found(parts).joins().getFirst().leftAt()).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_recorder_that_stops_stores_what_waits_and_signs_off(Engine engine) {
        try (TestParts parts = new TestParts(engine)) {
            SessionRecorder recorder = new SessionRecorder(store(parts), parts);
            recorder.start();
            Story story = new Story(recorder, room(parts, "stopped").id().text(), Story.SESSION);
            story.starts(1).joins("alice", "Alice", "", 1);
            story.leaves("alice", 1, 9, "server stopped").ends(1, 9);
            recorder.close();
            assertThat(found(parts).session().endedAt()).isEqualTo(9);
            int processes = parts.database
                    .jdbi()
                    .withHandle(handle -> handle.createQuery("select count(*) from server_process")
                            .mapTo(Integer.class)
                            .one());
            assertThat(processes).isZero();
        }
    }
}
