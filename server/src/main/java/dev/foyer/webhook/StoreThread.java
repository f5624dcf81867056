package dev.foyer.webhook;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * The one thread on which deliveries meet the database: a platform thread, because drivers pin the carriers of virtual
 * threads, and a single one, so that however many deliveries run, they take one connection from everybody else.
 */
final class StoreThread implements AutoCloseable {
    private final ExecutorService executor = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("webhook-store").factory());

    /** The server stops. */
    static final class Stopped extends RuntimeException {
        Stopped(Throwable cause) {
            super("the outbox is closed", cause, false, false);
        }
    }

    /**
     * Runs it there and waits.
     *
     * @throws Stopped when the server stops
     */
    <T> T call(Supplier<T> work) {
        try {
            return executor.submit(work::get).get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (RejectedExecutionException closed) {
            throw new Stopped(closed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Stopped(stopped);
        }
    }

    void run(Runnable work) {
        call(() -> {
            work.run();
            return true;
        });
    }

    /** Finishes what was handed over. */
    @Override
    public void close() {
        executor.close();
    }
}
