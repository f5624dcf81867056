package dev.foyer;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A part of the server that comes up on a thread of its own while the main thread builds others. */
final class Early<T> {
    private final CompletableFuture<T> part;

    private Early(CompletableFuture<T> part) {
        this.part = part;
    }

    /** Begins at once; {@code name} is the thread's. */
    static <T> Early<T> begin(String name, Supplier<T> make) {
        return new Early<>(CompletableFuture.supplyAsync(
                make, task -> Thread.ofPlatform().name(name).daemon().start(task)));
    }

    /** Waits for the part; throws what making it threw. */
    T get() {
        try {
            return part.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Nobody needs the part any more: {@code close} takes it, now or when it is there. Waits so that nothing stays open. */
    void discard(Consumer<T> close) {
        part.handle((made, failure) -> {
                    if (made != null) {
                        close.accept(made);
                    }
                    return null;
                })
                .join();
    }
}
