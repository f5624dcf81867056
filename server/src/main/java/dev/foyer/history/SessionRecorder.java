package dev.foyer.history;

import dev.foyer.session.Effect;
import dev.foyer.signalling.RoomListener;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what happens in live rooms, behind their backs: a room's owner only leaves a note in memory, one thread stores.
 * While the database is away the notes wait. The same thread gives this process's heartbeat and closes what processes without
 * one have left open.
 */
public final class SessionRecorder implements RoomListener, AutoCloseable {
    static final long BEAT_MILLIS = 3_000;
    /** Silent for so long is dead. With the beat in between it is noticed 12 s after the last sign of life at the latest. */
    static final long DEAD_MILLIS = 9_000;

    private static final long RETRY_MILLIS = 500;
    private static final long FLUSH_MILLIS = 10_000;
    private static final int BATCH = 500;
    private static final int TRIES = 3;
    private static final Logger log = LoggerFactory.getLogger(SessionRecorder.class);

    private final SessionStore store;
    private final InstantSource clock;
    private final String self = UUID.randomUUID().toString();
    private final long startedAt;
    private final Waiting waiting = new Waiting();
    private final Semaphore bell = new Semaphore(0);
    private final CountDownLatch stop = new CountDownLatch(1);
    private @Nullable Thread writer;
    private long sweptAt;
    private boolean swept;
    private boolean beaten;
    private boolean failing;

    public SessionRecorder(SessionStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
        this.startedAt = clock.millis();
    }

    @Override
    public void happened(String roomId, Effect fact) {
        waiting.heard(clock.millis(), roomId, fact);
        bell.release();
    }

    /** Closes what an earlier process has left open long enough ago, and begins to write. */
    public void start() {
        turn();
        writer = Thread.ofPlatform().name("session-record").daemon().start(this::run);
    }

    /** Stores what still waits, for ten seconds at most. */
    @Override
    public void close() {
        stop.countDown();
        Thread thread = writer;
        if (thread == null) {
            return;
        }
        try {
            thread.join(2 * FLUSH_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** One round: the heartbeat when it is due, then the next rows. False when the database did not take them. */
    boolean turn() {
        List<Row> batch = List.of();
        try {
            sweepWhenDue();
            batch = waiting.take(BATCH);
            if (!batch.isEmpty()) {
                store.write(self, batch);
            }
            recovered();
            return true;
        } catch (RuntimeException refused) {
            failed(refused);
            return (batch.isEmpty() || !databaseTakesWrites()) ? keep(batch) : oneByOne(batch);
        }
    }

    int unsaved() {
        return waiting.size();
    }

    private void run() {
        try {
            while (stop.getCount() > 0) {
                if (!turn()) {
                    stop.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
                } else if (waiting.size() == 0) {
                    bell.tryAcquire(RETRY_MILLIS, TimeUnit.MILLISECONDS);
                    bell.drainPermits();
                }
            }
            flush();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void flush() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(FLUSH_MILLIS);
        while (waiting.size() > 0 && System.nanoTime() < end) {
            if (!turn()) {
                TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
            }
        }
        if (waiting.size() > 0) {
            log.atError()
                    .addKeyValue("rows", waiting.size())
                    .log("session record could not be completed before the stop");
        } else if (!waiting.anythingOpen()) {
            retire();
        }
    }

    private void retire() {
        try {
            store.retire(self);
        } catch (RuntimeException refused) {
            log.atWarn().setCause(refused).log("session record was not signed off");
        }
    }

    /** A server without sessions has no heart to beat; others find nothing that it left open. */
    private void sweepWhenDue() {
        long now = clock.millis();
        if (swept && now >= sweptAt && now - sweptAt < BEAT_MILLIS) {
            return;
        }
        if (waiting.anythingOpen() || waiting.size() > 0) {
            beat(now);
        }
        List<String> closed = store.closeAbandoned(self, now - DEAD_MILLIS, now + DEAD_MILLIS);
        sweptAt = now;
        swept = true;
        for (String session : closed) {
            log.atWarn().addKeyValue("session", session).log("session of a server that is gone was closed");
        }
    }

    private void beat(long now) {
        boolean known = store.beat(self, startedAt, now);
        if (beaten && !known) {
            // Others took this process for dead and have closed its sessions.
            waiting.again();
        }
        beaten = true;
    }

    private boolean keep(List<Row> batch) {
        waiting.giveBack(batch);
        return false;
    }

    private boolean databaseTakesWrites() {
        try {
            beat(clock.millis());
            return true;
        } catch (RuntimeException away) {
            return false;
        }
    }

    /** One row that can never be stored must not hold up all others. */
    private boolean oneByOne(List<Row> batch) {
        for (int i = 0; i < batch.size(); i++) {
            if (!storeAlone(batch.get(i))) {
                return keep(batch.subList(i, batch.size()));
            }
        }
        return true;
    }

    /** False when the database has gone; a row that it refuses while it takes others is given up. */
    private boolean storeAlone(Row row) {
        for (int i = 1; ; i++) {
            try {
                store.write(self, List.of(row));
                return true;
            } catch (RuntimeException refused) {
                if (!databaseTakesWrites()) {
                    return false;
                }
                if (i == TRIES) {
                    log.atError()
                            .addKeyValue("session", row.key().sessionId())
                            .setCause(refused)
                            .log("a row of the session record was refused and is lost");
                    return true;
                }
            }
        }
    }

    private void failed(RuntimeException refused) {
        if (!failing) {
            failing = true;
            log.atWarn().setCause(refused).log("session record waits for the database");
        }
    }

    private void recovered() {
        if (failing) {
            failing = false;
            log.atInfo().log("session record is written again");
        }
    }
}
