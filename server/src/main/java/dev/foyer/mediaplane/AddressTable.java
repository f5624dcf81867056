package dev.foyer.mediaplane;

import dev.foyer.media.wire.TransportAddress;
import org.jspecify.annotations.Nullable;

/**
 * Remote address to value by open addressing with linear probing, looked up once per datagram without allocation. One
 * owner.
 */
final class AddressTable<T> {
    private @Nullable Entry<T>[] entries;
    private final long seed;
    private int size;

    /** An address and what it belongs to. */
    record Entry<T>(TransportAddress address, T value) {}

    /** {@code seed} makes the places unpredictable for senders. */
    AddressTable(long seed) {
        this.seed = seed | 1;
        this.entries = create(64);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static <T> @Nullable Entry<T>[] create(int capacity) {
        return new Entry[capacity];
    }

    int size() {
        return size;
    }

    @Nullable
    Entry<T> get(long high, long low, int port) {
        int at = place(high, low, port);
        while (true) {
            Entry<T> entry = entries[at];
            if (entry == null || matches(entry, high, low, port)) {
                return entry;
            }
            at = (at + 1) & (entries.length - 1);
        }
    }

    /** Adds or replaces. */
    void put(TransportAddress address, T value) {
        if (size * 2 >= entries.length) {
            grow();
        }
        if (insert(new Entry<>(address, value))) {
            size++;
        }
    }

    /** Removes the address if it belongs to {@code value}. */
    void remove(TransportAddress address, T value) {
        int at = place(address.high(), address.low(), address.port());
        while (true) {
            Entry<T> entry = entries[at];
            if (entry == null) {
                return;
            }
            if (entry.address.equals(address)) {
                break;
            }
            at = (at + 1) & (entries.length - 1);
        }
        Entry<T> found = entries[at];
        if (found == null || !found.value.equals(value)) {
            return;
        }
        entries[at] = null;
        size--;
        closeGap(at);
    }

    /** Moves back what the hole would hide: linear probing without tombstones. */
    private void closeGap(int hole) {
        int mask = entries.length - 1;
        int gap = hole;
        for (int at = (hole + 1) & mask; ; at = (at + 1) & mask) {
            Entry<T> entry = entries[at];
            if (entry == null) {
                return;
            }
            TransportAddress address = entry.address;
            int home = place(address.high(), address.low(), address.port());
            if (((at - home) & mask) >= ((at - gap) & mask)) {
                entries[gap] = entry;
                entries[at] = null;
                gap = at;
            }
        }
    }

    private boolean insert(Entry<T> added) {
        TransportAddress address = added.address;
        int at = place(address.high(), address.low(), address.port());
        while (true) {
            Entry<T> entry = entries[at];
            if (entry == null || entry.address.equals(address)) {
                entries[at] = added;
                return entry == null;
            }
            at = (at + 1) & (entries.length - 1);
        }
    }

    private void grow() {
        @Nullable Entry<T>[] old = entries;
        entries = create(old.length * 2);
        for (Entry<T> entry : old) {
            if (entry != null) {
                insert(entry);
            }
        }
    }

    private int place(long high, long low, int port) {
        long hash = ((high * 31 + low) ^ ((long) port << 40)) * seed;
        hash ^= hash >>> 32;
        hash *= 0x9E37_79B9_7F4A_7C15L;
        return (int) (hash >>> 32) & (entries.length - 1);
    }

    private static boolean matches(Entry<?> entry, long high, long low, int port) {
        TransportAddress address = entry.address;
        return address.port() == port && address.low() == low && address.high() == high;
    }
}
