package dev.foyer.roomcode;

import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.RoomCodeId;
import dev.foyer.room.Room;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Counts how codes are used. Counting only touches memory; what was counted is written twice a second, before it is read, and
 * at the end. After a crash at most half a second is missing. Safe for use by any thread.
 */
public final class CodeUsage implements EntryRule, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CodeUsage.class);
    private static final long FLUSH_MILLIS = 500;
    /** Codes that wait to be written; the caller that brings one more writes them itself. */
    private static final int MAX_WAITING = 10_000;
    /** Reasons have a few texts only; whatever is beyond is counted together. */
    private static final int MAX_REASONS = 24;

    private final UsageStore store;
    private final Devices devices;
    private final InstantSource clock;
    private final ScheduledExecutorService timer;
    private final Object writing = new Object();
    private Map<String, Tally> tallies = new HashMap<>();
    private volatile @Nullable Future<?> ticking;

    public CodeUsage(UsageStore store, Devices devices, InstantSource clock) {
        this.store = store;
        this.devices = devices;
        this.clock = clock;
        this.timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("code-usage").daemon().factory());
    }

    /** Begins to write what is counted. */
    public CodeUsage start() {
        ticking = timer.scheduleWithFixedDelay(this::flushQuietly, FLUSH_MILLIS, FLUSH_MILLIS, TimeUnit.MILLISECONDS);
        return this;
    }

    /** What has been counted of one code since the last flush. */
    private static final class Tally {
        private long exchanged;
        private long joined;
        private final Map<String, Long> refused = new TreeMap<>();
        private final DeviceSketch devices = new DeviceSketch();
        private @Nullable Instant lastUsed;

        UsageStore.Usage usage() {
            return new UsageStore.Usage(exchanged, joined, refused, devices, lastUsed);
        }
    }

    @Override
    public void exchange(Entry entry, ObjectNode claims) {
        // Counts, never refuses.
    }

    @Override
    public void admit(ObjectNode claims, Room room) {
        // Counts, never refuses.
    }

    @Override
    public void exchanged(Entry entry) {
        String device = devices.of(entry.code().id(), entry.asked());
        Instant now = clock.instant();
        count(entry.code().id().text(), tally -> {
            tally.exchanged++;
            tally.lastUsed = now;
            if (device != null) {
                tally.devices.add(device);
            }
        });
    }

    @Override
    public void refused(RoomCode code, Refusal why) {
        count(code.id().text(), tally -> {
            boolean known = tally.refused.containsKey(why.text()) || tally.refused.size() < MAX_REASONS;
            tally.refused.merge(known ? why.text() : "other", 1L, Long::sum);
        });
    }

    /** Somebody is in the room by this code. */
    public void joined(RoomCodeId code) {
        Instant now = clock.instant();
        count(code.text(), tally -> {
            tally.joined++;
            tally.lastUsed = now;
        });
    }

    /** What was counted up to now. */
    public UsageStore.Usage of(RoomCodeId code) {
        flush();
        return store.find(code).orElseGet(UsageStore.Usage::none);
    }

    /** Writes what was counted. */
    public void flush() {
        synchronized (writing) {
            Map<String, UsageStore.Usage> waiting = new HashMap<>();
            synchronized (this) {
                tallies.forEach((code, tally) -> waiting.put(code, tally.usage()));
                tallies = new HashMap<>();
            }
            if (!waiting.isEmpty()) {
                store.add(waiting);
            }
        }
    }

    /** Stops the timer and writes what is left. */
    @Override
    public void close() {
        Future<?> running = ticking;
        if (running != null) {
            running.cancel(false);
        }
        timer.shutdown();
        flushQuietly();
    }

    /** A step of counting. */
    private interface Step {
        void on(Tally tally);
    }

    private void count(String code, Step step) {
        boolean full;
        synchronized (this) {
            step.on(tallies.computeIfAbsent(code, id -> new Tally()));
            full = tallies.size() >= MAX_WAITING;
        }
        if (full) {
            flushQuietly();
        }
    }

    private void flushQuietly() {
        try {
            flush();
        } catch (RuntimeException e) {
            // Counts are lost, calls are not: the next flush begins anew.
            log.atWarn().setCause(e).log("usage of codes could not be written");
        }
    }
}
