package dev.foyer.activeroom;

import static dev.foyer.TestParts.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foyer.TestParts;
import dev.foyer.database.Engine;
import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.RefusalCode;
import dev.foyer.kernel.WorkspaceId;
import dev.foyer.room.Room;
import dev.foyer.session.Effect;
import dev.foyer.session.MediaCommand;
import dev.foyer.session.MediaEvent;
import dev.foyer.session.MediaPlane;
import dev.foyer.signalling.Admissions;
import dev.foyer.signalling.LiveRooms;
import dev.foyer.signalling.RoomConnection;
import dev.foyer.signalling.RoomListener;
import dev.foyer.signalling.RoomPolicies;
import dev.foyer.signalling.SocketSink;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ActiveRoomsTest {
    /** Media that nobody uses. */
    private static final class NoMedia implements MediaPlane, MediaPlane.MediaRoom {
        @Override
        public String nodeId() {
            return "n";
        }

        @Override
        public MediaRoom openRoom(String roomId, Consumer<MediaEvent> events) {
            return this;
        }

        @Override
        public void accept(MediaCommand command) {
            // Nothing is sent.
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    /** A client that does not look at what it gets. */
    private static final class NoSink implements SocketSink {
        @Override
        public void send(String text, Consumer<Boolean> done) {
            done.accept(true);
        }

        @Override
        public void close(int code, String reason) {
            // Nobody waits for it.
        }
    }

    private final TestParts parts = new TestParts(Engine.SQLITE);
    private final Room room = parts.rooms.createOrUpdate(parts.workspace.id(), json("{'name':'weekly'}"));
    private final CountDownLatch joined = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void stop() {
        release.countDown();
        parts.close();
    }

    private LiveRooms join(RoomListener listener) throws InterruptedException {
        LiveRooms live = new LiveRooms(new NoMedia(), parts, new SecureRandom(), listener);
        RoomConnection connection = live.connect(
                new Admissions.Admission.Admitted("u", "host", "c", RoomPolicies.of(room, parts.template)),
                "alice",
                new NoSink());
        connection.frame("{\"id\":\"1\",\"method\":\"join\",\"params\":{\"name\":\"Alice\",\"data\":\"\"}}");
        assertThat(joined.await(20, TimeUnit.SECONDS)).isTrue();
        return live;
    }

    private void sayJoined(Effect fact) {
        if (fact instanceof Effect.PeerJoined) {
            joined.countDown();
        }
    }

    private static void refused(ThrowingCallable call, RefusalCode code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void a_room_that_does_not_answer_in_time_is_refused_as_busy() throws InterruptedException {
        LiveRooms live = join((id, fact) -> {
            sayJoined(fact);
            if (!(fact instanceof Effect.PeerJoined)) {
                return;
            }
            try {
                release.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        ActiveRooms rooms = new ActiveRooms(parts.rooms, live, Duration.ofMillis(50));
        refused(() -> rooms.get(parts.workspace.id(), room.id()), RefusalCode.ROOM_BUSY);
        release.countDown();
        live.close();
    }

    @Test
    void another_workspace_sees_neither_the_room_nor_its_people() throws InterruptedException {
        try (LiveRooms live = join((id, fact) -> sayJoined(fact))) {
            ActiveRooms rooms = new ActiveRooms(parts.rooms, live, Duration.ofSeconds(20));
            WorkspaceId stranger = new WorkspaceId("ffffffffffffffffffffffff");
            refused(() -> rooms.get(stranger, room.id()), RefusalCode.ROOM_NOT_FOUND);
            refused(() -> rooms.end(stranger, room.id(), "", true), RefusalCode.ROOM_NOT_FOUND);
            refused(() -> rooms.removePeer(stranger, room.id(), "alice", ""), RefusalCode.ROOM_NOT_FOUND);
            refused(() -> rooms.announce(stranger, room.id(), "x", "chat", null, null), RefusalCode.ROOM_NOT_FOUND);
            assertThat(rooms.peer(parts.workspace.id(), room.id(), "alice").name())
                    .isEqualTo("Alice");
        }
    }

    @Test
    void closing_all_rooms_ends_every_session_before_it_returns() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        LiveRooms live = join((id, fact) -> {
            sayJoined(fact);
            if (fact instanceof Effect.SessionEnded) {
                ended.countDown();
            }
        });
        live.close();
        assertThat(ended.getCount()).isZero();
    }
}
