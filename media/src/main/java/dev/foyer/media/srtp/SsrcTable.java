package dev.foyer.media.srtp;

import org.jspecify.annotations.Nullable;

/** The windows of a direction by SSRC: open addressing on ints, so that looking one up allocates nothing. */
final class SsrcTable {
    private static final int FIRST_SLOTS = 16;

    private final int limit;
    private int[] keys = new int[FIRST_SLOTS];
    private @Nullable ReplayWindow[] windows = new @Nullable ReplayWindow[FIRST_SLOTS];
    private int size;

    /** A table of at most {@code limit} streams: a hostile peer must not make it grow. */
    SsrcTable(int limit) {
        this.limit = limit;
    }

    @Nullable
    ReplayWindow get(int ssrc) {
        return windows[slot(keys, windows, ssrc)];
    }

    boolean isFull() {
        return size >= limit;
    }

    /** Adds a stream that is not there yet; the caller has asked {@link #isFull}. */
    void put(int ssrc, ReplayWindow window) {
        if (2 * (size + 1) > keys.length) {
            grow();
        }
        int slot = slot(keys, windows, ssrc);
        keys[slot] = ssrc;
        windows[slot] = window;
        size++;
    }

    private void grow() {
        int[] newKeys = new int[2 * keys.length];
        @Nullable ReplayWindow[] newWindows = new @Nullable ReplayWindow[newKeys.length];
        for (int i = 0; i < keys.length; i++) {
            if (windows[i] != null) {
                int slot = slot(newKeys, newWindows, keys[i]);
                newKeys[slot] = keys[i];
                newWindows[slot] = windows[i];
            }
        }
        keys = newKeys;
        windows = newWindows;
    }

    private static int slot(int[] keys, @Nullable ReplayWindow[] windows, int ssrc) {
        int mask = keys.length - 1;
        int mixed = ssrc * 0x9E37_79B1;
        int slot = (mixed ^ (mixed >>> 16)) & mask;
        while (windows[slot] != null && keys[slot] != ssrc) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
