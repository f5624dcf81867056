package dev.foyer.kernel;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes ids of 24 lower-case hex characters that sort by time: four bytes of seconds, five random bytes of this process, a
 * counter of three bytes. Safe for any number of threads.
 */
public final class Ids {
    private static final int MAX_LENGTH = 128;
    private static final int COUNTER_MASK = 0xFFFFFF;

    private final InstantSource clock;
    private final byte[] process = new byte[5];
    private final AtomicInteger counter;

    public Ids(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        random.nextBytes(process);
        // Starts low so that the three bytes do not wrap, and so keep their order, for a long time.
        this.counter = new AtomicInteger(random.nextInt(1 << 16));
    }

    /** The next id. */
    public String next() {
        HexFormat hex = HexFormat.of();
        long seconds = clock.instant().getEpochSecond();
        int count = counter.getAndIncrement() & COUNTER_MASK;
        return hex.toHexDigits(seconds, 8) + hex.formatHex(process) + hex.toHexDigits(count, 6);
    }

    /** Foreign ids are opaque: anything but empty, absurdly long or unstorable text is let through. */
    static String checked(String text) {
        if (text.isBlank() || text.length() > MAX_LENGTH || text.indexOf('\0') >= 0) {
            throw Refusal.of(RefusalCode.INVALID_ID);
        }
        return text;
    }
}
