package dev.foyer.token;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * How many wrong codes are looked at without a proof of work: 60 an hour from one address block (/24 of IPv4, /64 of IPv6),
 * 300 an hour for one subdomain, and overall one a second after a burst of 300. Right codes cost nothing. A place is taken
 * before a code is looked at and given back when it was right, so that many guesses at a time cannot slip past; whoever finds
 * all places taken waits for those that are being looked at, because they may be right.
 */
final class Allowances {
    private static final int MAX_KEPT = 20_000;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Bucket global;
    private final Kept blocks;
    private final Kept subdomains;

    Allowances(InstantSource clock) {
        this.global = new Bucket(300, Duration.ofSeconds(1), clock);
        this.blocks = new Kept(() -> new Bucket(30, Duration.ofMinutes(2), clock));
        this.subdomains = new Kept(() -> new Bucket(150, Duration.ofSeconds(24), clock));
    }

    /** Leave to look at one code. Must be ended by exactly one of {@link #right} and {@link #wrong}. */
    final class Leave {
        private final List<Bucket> buckets;

        private Leave(List<Bucket> buckets) {
            this.buckets = buckets;
        }

        /** The code was right, or its failure is not to be counted: nothing is used up. */
        void right() {
            end(0);
        }

        /** The code was wrong. */
        void wrong() {
            end(1);
        }

        private void end(int used) {
            synchronized (Allowances.this) {
                buckets.forEach(bucket -> bucket.end(used));
                Allowances.this.notifyAll();
            }
        }
    }

    /**
     * Leave for one code from an address.
     *
     * @param subdomain of the link; empty when there is none
     * @return empty when a budget is spent
     */
    synchronized Optional<Leave> take(String address, String subdomain) {
        List<Bucket> buckets = Stream.concat(
                        Stream.of(global, blocks.get(AddressBlock.of(address))),
                        subdomain.isEmpty() ? Stream.of() : Stream.of(subdomains.get(subdomain)))
                .toList();
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!buckets.stream().allMatch(Bucket::free)) {
            long left = deadline - System.nanoTime();
            if (left <= 0 || !buckets.stream().allMatch(Bucket::mayBecomeFree)) {
                return Optional.empty();
            }
            try {
                wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
        buckets.forEach(Bucket::begin);
        return Optional.of(new Leave(buckets));
    }

    /** Tokens that come back with time, and how many of them are lent. */
    private static final class Bucket {
        private final double capacity;
        private final double perMilli;
        private final InstantSource clock;
        private double tokens;
        private long at;
        private int lent;

        Bucket(int capacity, Duration each, InstantSource clock) {
            this.capacity = capacity;
            this.perMilli = 1.0 / each.toMillis();
            this.clock = clock;
            this.tokens = capacity;
            this.at = clock.millis();
        }

        boolean free() {
            long now = clock.millis();
            // A clock that is set back gives nothing and takes nothing.
            tokens = Math.min(capacity, tokens + Math.max(0, now - at) * perMilli);
            at = now;
            return tokens - lent >= 1;
        }

        boolean mayBecomeFree() {
            return tokens >= 1;
        }

        void begin() {
            lent++;
        }

        void end(int used) {
            lent--;
            tokens -= used;
        }
    }

    /** The least recently asked is forgotten first. */
    private static final class Kept {
        private final Supplier<Bucket> fresh;
        private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                return size() > MAX_KEPT;
            }
        };

        Kept(Supplier<Bucket> fresh) {
            this.fresh = fresh;
        }

        Bucket get(String key) {
            return buckets.computeIfAbsent(key, name -> fresh.get());
        }
    }
}
