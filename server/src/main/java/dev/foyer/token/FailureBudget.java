package dev.foyer.token;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How many wrong codes are tolerated: 60 an hour from one address block (/24 of IPv4, /64 of IPv6), one a second overall with
 * a burst of 300. Right codes cost nothing.
 */
public final class FailureBudget {
    private static final int BLOCK_CAPACITY = 30;
    private static final int BLOCK_PER_HOUR = 30;
    private static final int GLOBAL_CAPACITY = 300;
    private static final int MAX_BLOCKS = 20_000;

    private final TimeMeter meter;
    private final Bucket global;
    private final Map<String, Bucket> blocks = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MAX_BLOCKS;
        }
    };

    public FailureBudget(InstantSource clock) {
        this.meter = new ClockMeter(clock);
        this.global = bucket(GLOBAL_CAPACITY, 1, Duration.ofSeconds(1));
    }

    /** Whether the block of this address, or everybody together, has used up its wrong codes. */
    public boolean spent(String address) {
        return global.getAvailableTokens() < 1 || block(address).getAvailableTokens() < 1;
    }

    /** Counts a wrong code. */
    public void failed(String address) {
        global.tryConsume(1);
        block(address).tryConsume(1);
    }

    private Bucket block(String address) {
        synchronized (blocks) {
            return blocks.computeIfAbsent(
                    AddressBlock.of(address), key -> bucket(BLOCK_CAPACITY, BLOCK_PER_HOUR, Duration.ofHours(1)));
        }
    }

    private Bucket bucket(int capacity, int refill, Duration per) {
        Bandwidth limit =
                Bandwidth.builder().capacity(capacity).refillGreedy(refill, per).build();
        return Bucket.builder().withCustomTimePrecision(meter).addLimit(limit).build();
    }

    private record ClockMeter(InstantSource clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            Instant now = clock.instant();
            return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
