package dev.foyer.media.forward;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A map from long to object without boxing: open addressing, linear probing, at most half full. */
final class LongMap<V> {
    private long[] keys = new long[8];
    private @Nullable Object[] values = new Object[8];
    private int size;

    @SuppressWarnings("unchecked")
    @Nullable
    V get(long key) {
        for (int at = slot(key); ; at = (at + 1) & (keys.length - 1)) {
            Object value = values[at];
            if (value == null) {
                return null;
            }
            if (keys[at] == key) {
                return (V) value;
            }
        }
    }

    void put(long key, V value) {
        if (2 * (size + 1) > keys.length) {
            rebuild(2 * keys.length, (at, kept) -> false);
        }
        insert(key, value);
    }

    void remove(long key) {
        if (get(key) != null) {
            rebuild(keys.length, (at, value) -> at == key);
        }
    }

    void removeIf(Predicate<V> gone) {
        rebuild(keys.length, (at, value) -> gone.test(value));
    }

    int size() {
        return size;
    }

    private void insert(long key, Object value) {
        int at = slot(key);
        while (values[at] != null && keys[at] != key) {
            at = (at + 1) & (keys.length - 1);
        }
        if (values[at] == null) {
            size++;
        }
        keys[at] = key;
        values[at] = value;
    }

    @SuppressWarnings("unchecked")
    private void rebuild(int capacity, Without<V> without) {
        long[] oldKeys = keys;
        @Nullable Object[] oldValues = values;
        keys = new long[capacity];
        values = new Object[capacity];
        size = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            Object value = oldValues[i];
            if (value != null && !without.test(oldKeys[i], (V) value)) {
                insert(oldKeys[i], value);
            }
        }
    }

    private int slot(long key) {
        long hash = key * 0x9E37_79B9_7F4A_7C15L;
        return (int) (hash >>> 40) & (keys.length - 1);
    }

    private interface Without<V> {
        boolean test(long key, V value);
    }
}
