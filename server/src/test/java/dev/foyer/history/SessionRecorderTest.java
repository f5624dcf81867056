package dev.foyer.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.kernel.PageRequest;
import dev.foyer.kernel.SessionId;
import dev.foyer.kernel.WorkspaceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SessionRecorderTest {
    /** A database that fails when told to. */
    private static class FakeStore implements SessionStore {
        final Map<Row.Key, Row> rows = new LinkedHashMap<>();
        final List<Integer> batches = new ArrayList<>();
        boolean away;
        String poison = "";

        @Override
        public void write(String owner, List<Row> written) {
            check();
            if (written.stream().anyMatch(row -> row.key().peerId().equals(poison) && !poison.isEmpty())) {
                throw new IllegalStateException("cannot be stored");
            }
            batches.add(written.size());
            written.forEach(row -> rows.put(row.key(), row));
        }

        @Override
        public boolean beat(String owner, long startedAt, long now) {
            check();
            return true;
        }

        @Override
        public void retire(String owner) {
            check();
        }

        @Override
        public List<String> closeAbandoned(String self, long oldest, long newest) {
            check();
            return List.of();
        }

        @Override
        public Optional<RecordedSession> find(WorkspaceId workspace, SessionId id) {
            return Optional.empty();
        }

        @Override
        public List<RecordedSession> list(WorkspaceId workspace, SessionFilter filter, PageRequest page) {
            return List.of();
        }

        private void check() {
            if (away) {
                throw new IllegalStateException("database is away");
            }
        }
    }

    private final FakeStore store = new FakeStore();
    private Instant now = Instant.EPOCH;
    private final SessionRecorder recorder = new SessionRecorder(store, () -> now);
    private final Story story = new Story(recorder, "room", Story.SESSION);

    @Test
    void an_outage_loses_nothing_and_however_much_happens_each_stay_waits_once() {
        story.starts(1).joins("alice", "Alice", "", 1);
        store.away = true;
        for (int i = 0; i < 10_000; i++) {
            story.describes("alice", "Alice " + i, "").turns("alice", i % 2 == 0 ? "host" : "guest");
            if (i % 1000 == 0) {
                now = now.plusSeconds(10);
                assertThat(recorder.turn()).isFalse();
            }
        }
        assertThat(recorder.unsaved()).isEqualTo(2);

        store.away = false;
        assertThat(recorder.turn()).isTrue();
        assertThat(recorder.unsaved()).isZero();
        Row.Join alice = (Row.Join) store.rows.get(new Row.Key(Story.SESSION, "alice", 1));
        assertThat(alice.name()).isEqualTo("Alice 9999");
        assertThat(alice.role()).isEqualTo("guest");
        assertThat(store.rows.keySet().iterator().next().peerId()).isEmpty();
    }

    @Test
    void what_changes_while_a_write_fails_is_not_overwritten_by_the_retry() {
        assertThat(recorder.turn()).isTrue();
        story.starts(1).joins("alice", "Alice", "", 1);
        store.away = true;
        assertThat(recorder.turn()).isFalse();
        story.leaves("alice", 1, 7, "left").ends(1, 7);
        store.away = false;
        assertThat(recorder.turn()).isTrue();
        assertThat(store.rows.values())
                .containsExactly(
                        new Row.Session(Story.SESSION, "room", 1, 7, 7L),
                        new Row.Join(Story.SESSION, "alice", 1, "user of alice", "Alice", "guest", "", 7L, "left"));
    }

    @Test
    void a_row_that_can_never_be_stored_does_not_hold_up_the_others() {
        store.poison = "bad";
        story.starts(1)
                .joins("alice", "Alice", "", 1)
                .joins("bad", "Bad", "", 2)
                .joins("bob", "Bob", "", 3);
        assertThat(recorder.turn()).isTrue();
        assertThat(store.rows.keySet()).extracting(Row.Key::peerId).containsExactly("", "alice", "bob");
        assertThat(recorder.unsaved()).isZero();
    }

    @Test
    void many_rows_are_stored_in_batches_in_their_order() {
        story.starts(1);
        for (int i = 0; i < 1200; i++) {
            story.joins("p" + i, "P", "", i);
        }
        while (recorder.unsaved() > 0) {
            assertThat(recorder.turn()).isTrue();
        }
        assertThat(store.batches).containsExactly(500, 500, 201);
        assertThat(store.rows.keySet())
                .extracting(Row.Key::peerId)
                .startsWith("", "p0", "p1")
                .endsWith("p1199");
    }

    @Test
    void a_room_never_waits_for_the_database() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        FakeStore slow = new FakeStore() {
            @Override
            public void write(String owner, List<Row> written) {
                writing.countDown();
                try {
                    release.await();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
                super.write(owner, written);
            }
        };
        SessionRecorder busy = new SessionRecorder(slow, () -> now);
        busy.start();
        Story told = new Story(busy, "room", Story.SESSION).starts(1);
        assertThat(writing.await(20, TimeUnit.SECONDS)).isTrue();
        told.joins("alice", "Alice", "", 1).leaves("alice", 1, 2, "left").ends(1, 2);
        assertThat(slow.rows).isEmpty();
        release.countDown();
        busy.close();
        assertThat(slow.rows).hasSize(2);
    }
}
