package dev.foyer.mediaplane;

import dev.foyer.session.MediaEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Collects a room's events and waits for one of them; what it passes over stays for later. */
final class Events implements Consumer<MediaEvent> {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final LinkedBlockingQueue<MediaEvent> queue = new LinkedBlockingQueue<>();
    private final List<MediaEvent> passed = new ArrayList<>();

    @Override
    public void accept(MediaEvent event) {
        queue.add(event);
    }

    <T extends MediaEvent> T await(Class<T> type, Predicate<T> wanted) {
        for (MediaEvent event : passed) {
            if (type.isInstance(event) && wanted.test(type.cast(event))) {
                passed.remove(event);
                return type.cast(event);
            }
        }
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < end) {
            MediaEvent event = next(end);
            if (type.isInstance(event) && wanted.test(type.cast(event))) {
                return type.cast(event);
            }
            if (event != null) {
                passed.add(event);
            }
        }
        throw new AssertionError("no " + type.getSimpleName() + " but " + passed);
    }

    /** Whether such an event came before the last one that was awaited. */
    boolean passed(Class<? extends MediaEvent> type) {
        return passed.stream().anyMatch(type::isInstance);
    }

    private MediaEvent next(long end) {
        try {
            return queue.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }
}
