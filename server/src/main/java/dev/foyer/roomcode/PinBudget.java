package dev.foyer.roomcode;

import dev.foyer.kernel.RoomCodeId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many wrong PINs are tolerated. Each address block has a few tries at a code and gets one back every ten minutes; all
 * blocks together have fifty and get one back every 30 s. A device that once brought the right PIN only has the tries of its
 * own to lose, so nobody who guesses keeps out people who were in before; and because tries come back by themselves, nobody
 * is kept out for ever. Safe for use by any thread.
 */
final class PinBudget {
    private static final Limit BLOCK = new Limit(5, Duration.ofMinutes(10));
    private static final Limit CODE = new Limit(50, Duration.ofSeconds(30));
    private static final int MAX_ENTRIES = 20_000;

    private final InstantSource clock;
    private final Map<String, Tries> tries = bounded();
    private final Map<String, Boolean> trusted = bounded();

    PinBudget(InstantSource clock) {
        this.clock = clock;
    }

    /** Tries that are left, as of a moment. */
    private record Tries(double left, Instant at) {}

    private record Limit(int most, Duration refill) {
        double left(@Nullable Tries before, Instant now) {
            if (before == null) {
                return most;
            }
            double back = (double) Duration.between(before.at(), now).toMillis() / refill.toMillis();
            return Math.min(most, before.left() + Math.max(0, back));
        }
    }

    /**
     * Takes a try, before the PIN is looked at so that parallel tries are counted too.
     *
     * @return null when there was one, else how long until there is
     */
    synchronized @Nullable Duration take(RoomCodeId code, String block, @Nullable String device) {
        Instant now = clock.instant();
        boolean known = device != null && trusted.containsKey(device);
        String own = code.text() + (known ? " device " + device : " block " + block);
        double mine = BLOCK.left(tries.get(own), now);
        double all = CODE.left(tries.get(code.text()), now);
        if (mine < 1) {
            return wait(BLOCK, mine);
        }
        if (!known && all < 1) {
            return wait(CODE, all);
        }
        tries.put(own, new Tries(mine - 1, now));
        if (!known) {
            tries.put(code.text(), new Tries(all - 1, now));
        }
        return null;
    }

    /** The PIN was right: the try is given back, and the device is known from now on. */
    synchronized void right(RoomCodeId code, String block, @Nullable String device) {
        Instant now = clock.instant();
        boolean known = device != null && trusted.containsKey(device);
        give(code.text() + (known ? " device " + device : " block " + block), BLOCK, now);
        if (!known) {
            give(code.text(), CODE, now);
        }
        if (device != null) {
            trusted.put(device, true);
        }
    }

    private void give(String key, Limit limit, Instant now) {
        tries.put(key, new Tries(Math.min(limit.most(), limit.left(tries.get(key), now) + 1), now));
    }

    private static Duration wait(Limit limit, double left) {
        return Duration.ofMillis((long) Math.ceil((1 - left) * limit.refill().toMillis()));
    }

    private static <V> Map<String, V> bounded() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > MAX_ENTRIES;
            }
        };
    }
}
