package dev.foyer.kernel;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Values that were read a moment ago. A change in this process is seen at once, because whoever changes a value forgets it
 * here; a change that another process made is seen after a second at most. Safe for use by any thread.
 */
public final class Recent<K, V> {
    private static final Duration LIFE = Duration.ofSeconds(1);
    private static final int MAX = 10_000;

    private final InstantSource clock;
    private final Map<K, Held<V>> values = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();

    public Recent(InstantSource clock) {
        this.clock = clock;
    }

    private record Held<V>(V value, Instant until) {}

    /** The value as it was read, or reads it. What is not there is asked for every time. */
    public Optional<V> get(K key, Function<K, Optional<V>> read) {
        Instant now = clock.instant();
        Held<V> held = values.get(key);
        if (held != null && now.isBefore(held.until())) {
            return Optional.of(held.value());
        }
        long before = changes.get();
        Optional<V> value = read.apply(key);
        if (value.isPresent()) {
            keep(key, new Held<>(value.get(), now.plus(LIFE)), before);
        }
        return value;
    }

    /** Something has been changed; to be called when the change can be read. Changes are rare, reads are not. */
    public void forgetAll() {
        changes.incrementAndGet();
        values.clear();
    }

    /** A value that was read before a change must not be kept after it. */
    private void keep(K key, Held<V> held, long before) {
        if (values.size() >= MAX) {
            values.clear();
        }
        values.put(key, held);
        if (changes.get() != before) {
            values.remove(key, held);
        }
    }
}
