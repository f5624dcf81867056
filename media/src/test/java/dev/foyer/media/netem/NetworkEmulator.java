package dev.foyer.media.netem;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a network path in virtual time: packets go in with {@link #send} and come out of {@link #poll} when they are
 * due, or never. The same seed and the same calls give the same result. Times are nanoseconds, rates bits per second.
 */
public final class NetworkEmulator {
    /**
     * How the path behaves.
     *
     * @param loss probability, 0 to 1, that a packet is lost outside bursts
     * @param burstStart probability per packet that a loss burst begins; all packets in a burst are lost
     * @param burstLength mean number of packets in a burst, at least 1
     * @param duplication probability that a packet arrives twice
     * @param reorder probability that a packet is held back by {@code reorderNanos} more
     * @param reorderNanos extra delay of held-back packets
     * @param delayNanos fixed one-way delay
     * @param jitterNanos upper bound of an extra uniform delay; packets keep their order under jitter
     * @param bitsPerSecond bottleneck rate, 0 for none
     * @param queueBytes what the bottleneck queues before it drops, bytes
     */
    public record Profile(
            double loss,
            double burstStart,
            double burstLength,
            double duplication,
            double reorder,
            long reorderNanos,
            long delayNanos,
            long jitterNanos,
            long bitsPerSecond,
            int queueBytes) {
        /** A path that only delays. */
        public static Profile delay(long delayNanos) {
            return new Profile(0, 0, 1, 0, 0, 0, delayNanos, 0, 0, Integer.MAX_VALUE);
        }

        public Profile withLoss(double probability) {
            return new Profile(
                    probability,
                    burstStart,
                    burstLength,
                    duplication,
                    reorder,
                    reorderNanos,
                    delayNanos,
                    jitterNanos,
                    bitsPerSecond,
                    queueBytes);
        }

        public Profile withBursts(double start, double meanLength) {
            return new Profile(
                    loss,
                    start,
                    meanLength,
                    duplication,
                    reorder,
                    reorderNanos,
                    delayNanos,
                    jitterNanos,
                    bitsPerSecond,
                    queueBytes);
        }

        public Profile withDuplication(double probability) {
            return new Profile(
                    loss,
                    burstStart,
                    burstLength,
                    probability,
                    reorder,
                    reorderNanos,
                    delayNanos,
                    jitterNanos,
                    bitsPerSecond,
                    queueBytes);
        }

        public Profile withReorder(double probability, long extraNanos) {
            return new Profile(
                    loss,
                    burstStart,
                    burstLength,
                    duplication,
                    probability,
                    extraNanos,
                    delayNanos,
                    jitterNanos,
                    bitsPerSecond,
                    queueBytes);
        }

        public Profile withJitter(long nanos) {
            return new Profile(
                    loss,
                    burstStart,
                    burstLength,
                    duplication,
                    reorder,
                    reorderNanos,
                    delayNanos,
                    nanos,
                    bitsPerSecond,
                    queueBytes);
        }

        public Profile withRate(long bits, int queue) {
            return new Profile(
                    loss,
                    burstStart,
                    burstLength,
                    duplication,
                    reorder,
                    reorderNanos,
                    delayNanos,
                    jitterNanos,
                    bits,
                    queue);
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record InFlight(long dueNanos, long order, byte[] payload) {}

    private final SplittableRandom random;
    private final PriorityQueue<InFlight> inFlight =
            new PriorityQueue<>(Comparator.comparingLong(InFlight::dueNanos).thenComparingLong(InFlight::order));
    private Profile profile;
    private boolean inBurst;
    private long linkFreeAt = Long.MIN_VALUE;
    private long lastInOrder = Long.MIN_VALUE;
    private long order;
    private long sent;
    private long lost;

    public NetworkEmulator(long seed, Profile profile) {
        this.random = new SplittableRandom(seed);
        this.profile = profile;
    }

    /** Changes the path for packets sent from now on. */
    public void profile(Profile newProfile) {
        profile = newProfile;
    }

    /** Puts a packet on the path; the array is copied. */
    public void send(long nowNanos, byte[] payload) {
        sent++;
        long leaves = transmit(nowNanos, payload.length);
        if (leaves < 0 || drops()) {
            lost++;
            return;
        }
        deliver(leaves, payload);
        if (chance(profile.duplication())) {
            deliver(leaves, payload);
        }
    }

    /** When the packet has left the bottleneck; -1 when its queue is full. */
    private long transmit(long nowNanos, int bytes) {
        if (profile.bitsPerSecond() <= 0) {
            return nowNanos;
        }
        long start = Math.max(nowNanos, linkFreeAt);
        double queued = (start - nowNanos) * (double) profile.bitsPerSecond() / 8e9;
        if (queued + bytes > profile.queueBytes()) {
            return -1;
        }
        linkFreeAt = start + Math.round(bytes * 8e9 / profile.bitsPerSecond());
        return linkFreeAt;
    }

    private boolean drops() {
        if (inBurst) {
            inBurst = !chance(1 / Math.max(1, profile.burstLength()));
            return true;
        }
        if (chance(profile.burstStart())) {
            inBurst = !chance(1 / Math.max(1, profile.burstLength()));
            return true;
        }
        return chance(profile.loss());
    }

    private void deliver(long leaves, byte[] payload) {
        long due = leaves + profile.delayNanos();
        if (profile.jitterNanos() > 0) {
            due += random.nextLong(profile.jitterNanos() + 1);
        }
        if (chance(profile.reorder())) {
            due += profile.reorderNanos();
        } else {
            due = Math.max(due, lastInOrder);
            lastInOrder = due;
        }
        inFlight.add(new InFlight(due, order++, payload.clone()));
    }

    private boolean chance(double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }

    /** The next packet that has arrived by now, or null. */
    public byte @Nullable [] poll(long nowNanos) {
        InFlight next = inFlight.peek();
        if (next == null || next.dueNanos() > nowNanos) {
            return null;
        }
        inFlight.remove();
        return next.payload();
    }

    /** When the next packet arrives; {@code Long.MAX_VALUE} when none is under way. */
    public long nextTimeoutNanos() {
        InFlight next = inFlight.peek();
        return next == null ? Long.MAX_VALUE : next.dueNanos();
    }

    /** Packets sent so far. */
    public long sent() {
        return sent;
    }

    /** Packets lost so far, by chance or by a full queue. */
    public long lost() {
        return lost;
    }
}
