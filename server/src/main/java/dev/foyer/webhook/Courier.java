package dev.foyer.webhook;

import dev.foyer.analytics.Event;
import dev.foyer.analytics.Listener;
import dev.foyer.room.Room;
import dev.foyer.room.Rooms;
import dev.foyer.workspace.WorkspaceStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps deliveries going: one thread asks the {@link Schedule} whose turn it is and starts a virtual thread for each turn.
 * What was on its way when the process died is delivered again, with the same event id.
 */
public final class Courier implements Listener, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Courier.class);
    private static final long LOOK_UP_MILLIS = 1_000;
    private static final long AFTER_TROUBLE_MILLIS = 5_000;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Schedule schedule;
    private final Deliveries deliveries;
    private final Webhooks webhooks;
    private final StoreThread store;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int running;
    private boolean closing;

    Courier(Schedule schedule, Deliveries deliveries, Webhooks webhooks, StoreThread store, InstantSource clock) {
        this.schedule = schedule;
        this.deliveries = deliveries;
        this.webhooks = webhooks;
        this.store = store;
        this.clock = clock;
    }

    /** A courier over the network that takes up what an earlier process left. */
    public static Courier start(
            JdbiDeliveryStore outbox,
            Webhooks webhooks,
            WorkspaceStore workspaces,
            Rooms rooms,
            Sender sender,
            RandomGenerator random,
            InstantSource clock) {
        Backoff backoff = new Backoff(random);
        StoreThread store = new StoreThread();
        Deliveries deliveries = new Deliveries(outbox, store, webhooks, workspaces, rooms, sender, backoff, clock);
        Courier courier = new Courier(new Schedule(Schedule.Limits.USUAL, backoff), deliveries, webhooks, store, clock);
        courier.start(outbox.lanes());
        return courier;
    }

    /** Takes up what an earlier process left, and begins. */
    void start(List<Schedule.Lane> left) {
        offer(left);
        Thread.ofPlatform().daemon().name("webhook-courier").start(this::run);
    }

    @Override
    public Event.@Nullable Endpoint endpoint(Room room) {
        return webhooks.target(room)
                .map(target -> Webhooks.endpoint(room.workspaceId(), target))
                .orElse(null);
    }

    @Override
    public void written(List<Event> events) {
        offer(events.stream()
                .filter(event -> event.endpoint() != null)
                .map(Courier::lane)
                .distinct()
                .toList());
    }

    private static Schedule.Lane lane(Event event) {
        Event.Endpoint endpoint = event.endpoint();
        return new Schedule.Lane(event.workspaceId().text(), endpoint == null ? "" : endpoint.key(), event.roomId());
    }

    /** There is something in these lanes. */
    void offer(List<Schedule.Lane> lanes) {
        locked(() -> {
            long now = clock.millis();
            lanes.forEach(lane -> schedule.offer(lane, now));
        });
    }

    /** A workspace has another configuration, which may end what kept its deliveries from being taken. */
    void retryNow(String workspace) {
        locked(() -> schedule.retryNow(workspace, clock.millis()));
    }

    /** Starts nothing more and gives what is on its way two seconds. */
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            changed.signalAll();
            long left = PATIENCE.toNanos();
            while (running > 0 && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        store.close();
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        lock.lock();
        try {
            while (!closing) {
                long now = clock.millis();
                Schedule.Lane lane = schedule.take(now);
                if (lane == null) {
                    long wait = Math.clamp(schedule.nextAt() - now, 1, LOOK_UP_MILLIS);
                    changed.awaitNanos(TimeUnit.MILLISECONDS.toNanos(wait));
                } else {
                    running++;
                    Thread.ofVirtual().name("webhook").start(() -> deliver(lane));
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void deliver(Schedule.Lane lane) {
        Deliveries.Next next;
        try {
            next = deliveries.next(lane);
        } catch (StoreThread.Stopped stopped) {
            next = new Deliveries.Next.Passed(clock.millis());
        } catch (RuntimeException trouble) {
            log.atError().setCause(trouble).log("a webhook could not be looked up or written down");
            next = new Deliveries.Next.Passed(clock.millis() + AFTER_TROUBLE_MILLIS);
        }
        Deliveries.Next outcome = next;
        locked(() -> {
            running--;
            apply(schedule, lane, outcome, clock.millis());
        });
    }

    static void apply(Schedule schedule, Schedule.Lane lane, Deliveries.Next next, long now) {
        switch (next) {
            case Deliveries.Next.Taken taken -> schedule.succeeded(lane, now);
            case Deliveries.Next.Failed failed -> schedule.failed(lane, now, failed.due());
            case Deliveries.Next.Declined declined -> schedule.declined(lane, now, declined.due());
            case Deliveries.Next.Passed passed -> schedule.passed(lane, passed.due());
            case Deliveries.Next.Empty empty -> schedule.empty(lane, now);
        }
    }
}
