package dev.foyer.database;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes later what must not be waited for: things come out in the order in which they were put in, in batches, on one thread
 * of its own. Putting in never waits; when the queue is full because the database is down or slow, things are dropped and
 * counted. What is in the queue is lost when the process is killed. Writing the same thing twice must do no harm.
 *
 * @param <T> what is written
 */
public final class WriteBehind<T> implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WriteBehind.class);
    private static final int BATCH = 256;
    private static final int SUSPICIOUS = 4;
    private static final long PAUSE_MILLIS = 250;
    private static final long LOOK_UP_MILLIS = 200;

    private final String name;
    private final BlockingQueue<T> queue;
    private final Consumer<List<T>> writer;
    private final Duration patience;
    private final Thread thread;
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private volatile boolean closing;
    private volatile long giveUpAt;

    /**
     * @param capacity most things that wait
     * @param writer takes a batch, all or nothing; when it throws it gets the same batch again after a pause
     * @param patience how long {@link #close} waits for what is left
     */
    public WriteBehind(String name, int capacity, Duration patience, Consumer<List<T>> writer) {
        this.name = name;
        this.queue = new ArrayBlockingQueue<>(capacity);
        this.writer = writer;
        this.patience = patience;
        // A platform thread: database drivers would pin the carriers of virtual ones, and those run the rooms.
        this.thread = Thread.ofPlatform().daemon().name(name).start(this::run);
    }

    /** Never waits; false when it was dropped. */
    public boolean put(T thing) {
        if (!closing && queue.offer(thing)) {
            accepted.incrementAndGet();
            return true;
        }
        if (dropped.getAndIncrement() == 0) {
            log.atError()
                    .addKeyValue("queue", name)
                    .addKeyValue("closed", closing)
                    .log("queue is full or closed, things are lost");
        }
        return false;
    }

    /** How many were dropped so far. */
    public long dropped() {
        return dropped.get();
    }

    /** Waits until everything that was put in before is written; false when that takes longer. */
    public boolean flush(Duration most) {
        long wanted = accepted.get();
        long end = System.nanoTime() + most.toNanos();
        synchronized (written) {
            while (written.get() < wanted) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0 || !thread.isAlive()) {
                    return written.get() >= wanted;
                }
                try {
                    written.wait(left);
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
        }
        return true;
    }

    /** Takes nothing more, writes what is left as far as patience goes, and stops. */
    @Override
    public void close() {
        giveUpAt = System.nanoTime() + patience.toNanos();
        closing = true;
        try {
            thread.join(patience.plusSeconds(1));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        int left = queue.size();
        if (left > 0) {
            log.atError().addKeyValue("queue", name).addKeyValue("left", left).log("stopped before all was written");
        }
    }

    private void run() {
        List<T> batch = new ArrayList<>(BATCH);
        while (!closing || !queue.isEmpty()) {
            batch.clear();
            T first = next();
            if (first == null) {
                continue;
            }
            batch.add(first);
            queue.drainTo(batch, BATCH - 1);
            if (!write(batch)) {
                return;
            }
            synchronized (written) {
                written.addAndGet(batch.size());
                written.notifyAll();
            }
        }
    }

    /** Looks up often enough to notice the end, so that nobody has to interrupt a write. */
    private @Nullable T next() {
        try {
            return queue.poll(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stranger) {
            return null;
        }
    }

    /** Until it is written; false when patience is over. What comes in meanwhile joins the batch. */
    private boolean write(List<T> batch) {
        for (int failures = 1; ; failures++) {
            try {
                writer.accept(List.copyOf(batch));
                return true;
            } catch (RuntimeException failed) {
                if (failures == 1) {
                    log.atError().addKeyValue("queue", name).setCause(failed).log("writing failed, trying again");
                }
            }
            queue.drainTo(batch, BATCH - batch.size());
            if (failures % SUSPICIOUS == 0 && salvaged(batch)) {
                return true;
            }
            if (closing && System.nanoTime() - giveUpAt >= 0) {
                log.atError()
                        .addKeyValue("queue", name)
                        .addKeyValue("lost", batch.size())
                        .log("stopped without writing");
                return false;
            }
            pause();
        }
    }

    /**
     * Writes one by one, so that a thing that can never be written does not hold up all others for ever. When some can be
     * written the rest is dropped; when none can, the database is away and nothing is.
     */
    private boolean salvaged(List<T> batch) {
        List<T> bad = new ArrayList<>();
        for (T thing : batch) {
            if (!written(thing)) {
                bad.add(thing);
            }
        }
        if (bad.size() == batch.size()) {
            return false;
        }
        bad.removeIf(this::written);
        if (!bad.isEmpty()) {
            dropped.addAndGet(bad.size());
            log.atError()
                    .addKeyValue("queue", name)
                    .addKeyValue("lost", bad.size())
                    .log("cannot be written, left out");
        }
        return true;
    }

    private boolean written(T thing) {
        try {
            writer.accept(List.of(thing));
            return true;
        } catch (RuntimeException failed) {
            log.atDebug().addKeyValue("queue", name).setCause(failed).log("writing one failed");
            return false;
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException stranger) {
            log.atDebug().log("woken from a pause");
        }
    }
}
