package dev.foyer.gate;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks four times a second for switches that another process set, that are due to go on, or whose people have to leave. */
public final class SwitchWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SwitchWatch.class);
    private static final long PERIOD_MILLIS = 250;

    private final Switches switches;
    private final Insiders insiders;
    private final Consumer<Switch> reopened;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** @param reopened is told of each switch that went on by itself */
    public SwitchWatch(Switches switches, Insiders insiders, Consumer<Switch> reopened) {
        this.switches = switches;
        this.insiders = insiders;
        this.reopened = reopened;
    }

    /** Begins to look. */
    public void start() {
        Thread.ofVirtual().name("switches").start(this::run);
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void run() {
        try {
            while (!closed.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            switches.refresh(reopened).forEach(insiders::shut);
        } catch (RuntimeException e) {
            // The database may be away for a while; the next look comes soon.
            log.atWarn().setCause(e).log("switches could not be looked at");
        }
    }
}
