package dev.foyer.webhook;

import static dev.foyer.TestParts.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.TestParts;
import dev.foyer.analytics.Event;
import dev.foyer.analytics.JdbiEventStore;
import dev.foyer.database.Engine;
import dev.foyer.kernel.Json;
import dev.foyer.room.Room;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CourierTest {
    private static final int BACKLOG = 100_000;
    private static final int LIVE = 20;

    private final TestParts parts = new TestParts(Engine.SQLITE);
    private final JdbiEventStore events = new JdbiEventStore(parts.database.jdbi());
    private final Webhooks webhooks =
            new Webhooks(new JdbiWebhookConfigStore(parts.database.jdbi(), parts.keys), new SecureRandom(), parts);
    private long position;

    private Room room(String name, String host) {
        return parts.rooms.createOrUpdate(
                parts.workspace.id(), json("{'name':'" + name + "','webhook':{'url':'http://" + host + "'}}"));
    }

    private Event event(Room room) {
        Event.Endpoint endpoint =
                Webhooks.endpoint(room.workspaceId(), webhooks.target(room).orElseThrow());
        return new Event(
                ++position,
                UUID.randomUUID().toString(),
                room.workspaceId(),
                room.id().text(),
                "s",
                "p",
                "u",
                "peer.join.success",
                false,
                parts.instant(),
                Json.object().put("n", position),
                endpoint);
    }

    private void backlog(int rooms) {
        for (int i = 0; i < rooms; i++) {
            Room dead = room("dead" + i, "dead.example");
            List<Event> batch = new ArrayList<>();
            for (int n = 0; n < BACKLOG / rooms; n++) {
                batch.add(event(dead));
            }
            events.append(batch);
        }
    }

    private Courier courier(Sender sender) {
        return Courier.start(
                new JdbiDeliveryStore(parts.database.jdbi()),
                webhooks,
                parts.workspaces,
                parts.rooms,
                sender,
                new SecureRandom(),
                parts);
    }

    /** With a dead endpoint's backlog behind it, another endpoint gets its events as they happen. */
    @Test
    void a_backlog_of_a_hundred_thousand_for_a_dead_endpoint_does_not_slow_another() throws Exception {
        backlog(100);
        CountDownLatch arrived = new CountDownLatch(LIVE);
        AtomicInteger dead = new AtomicInteger();
        Sender sender = (url, headers, body) -> {
            if (url.contains("dead")) {
                dead.incrementAndGet();
                return new Attempt(parts.millis(), 0, 1, "connect timeout", "");
            }
            arrived.countDown();
            return new Attempt(parts.millis(), 200, 1, "", "");
        };
        try (Courier courier = courier(sender)) {
            Room fine = room("fine", "fine.example");
            long begun = System.nanoTime();
            for (int i = 0; i < LIVE; i++) {
                Event event = event(fine);
                events.append(List.of(event));
                courier.written(List.of(event));
            }
            assertThat(arrived.await(30, TimeUnit.SECONDS)).isTrue();
            long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
            System.out.println(LIVE + " events beside a backlog of " + BACKLOG + ": " + millis + " ms");
            // The clock stands still, so the dead endpoint was asked until it counted as failing and not again.
            assertThat(dead.get()).isBetween(Schedule.FAILING, Schedule.FAILING + 4);
        } finally {
            parts.close();
        }
    }

    @Test
    void closing_waits_for_what_is_on_its_way_and_starts_nothing_more() throws Exception {
        Room one = room("one", "fine.example");
        events.append(List.of(event(one), event(one)));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger sent = new AtomicInteger();
        Courier courier = courier((url, headers, body) -> {
            sent.incrementAndGet();
            begun.countDown();
            try {
                assertThat(go.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return new Attempt(parts.millis(), 200, 1, "", "");
        });
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        Thread closing = Thread.ofVirtual().start(courier::close);
        while (closing.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        go.countDown();
        closing.join();
        assertThat(sent).hasValue(1);
        var left = new JdbiDeliveryStore(parts.database.jdbi()).lanes();
        assertThat(left).hasSize(1);
        parts.close();
    }
}
