package dev.foyer.webhook;

import dev.foyer.analytics.EventStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes what is too old, and gives up what was tried for a day: in small batches with pauses, so that nobody waits. */
public final class Housekeeping implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);
    private static final int BATCH = 500;
    private static final long PAUSE_MILLIS = 50;
    private static final long EVERY_MINUTES = 10;

    private final EventStore events;
    private final DeliveryStore deliveries;
    private final DeliveryLogStore replays;
    private final Duration keep;
    private final InstantSource clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("event-housekeeping").factory());

    private @Nullable ScheduledFuture<?> rounds;

    /**
     * @param keep how long events and deliveries are kept
     */
    public Housekeeping(
            EventStore events,
            JdbiDeliveryStore deliveries,
            JdbiDeliveryLogStore replays,
            Duration keep,
            InstantSource clock) {
        this.events = events;
        this.deliveries = deliveries;
        this.replays = replays;
        this.keep = keep;
        this.clock = clock;
    }

    public void start() {
        rounds = timer.scheduleWithFixedDelay(this::safely, 1, EVERY_MINUTES, TimeUnit.MINUTES);
    }

    /** One round; how many rows it changed. */
    public int round() {
        Instant now = clock.instant();
        Instant old = now.minus(keep);
        long tried = now.minus(Backoff.TRYING).toEpochMilli();
        int changed = repeat(() -> deliveries.giveUpBefore(tried, "expired", now.toEpochMilli(), BATCH));
        changed += repeat(() -> deliveries.deleteBefore(old.toEpochMilli(), BATCH));
        changed += repeat(() -> replays.deleteReplaysBefore(old.toEpochMilli(), BATCH));
        return changed + repeat(() -> events.deleteBefore(old, BATCH));
    }

    @Override
    public void close() {
        if (rounds != null) {
            rounds.cancel(true);
        }
        timer.shutdownNow();
        try {
            if (!timer.awaitTermination(2, TimeUnit.SECONDS)) {
                log.atWarn().log("housekeeping did not end in time");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void safely() {
        try {
            int changed = round();
            log.atDebug().addKeyValue("rows", changed).log("housekeeping done");
        } catch (RuntimeException trouble) {
            log.atError().setCause(trouble).log("housekeeping failed");
        }
    }

    private int repeat(IntSupplier batch) {
        int all = 0;
        for (int some = batch.getAsInt(); some > 0; some = batch.getAsInt()) {
            all += some;
            if (timer.isShutdown() || some < BATCH) {
                break;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        return all;
    }
}
