package dev.foyer.token;

import dev.foyer.workspace.KeyRing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A price for looking at one code: find a number {@code n} so that SHA-256 of {@code seed || n} (n as eight bytes, big endian)
 * begins with {@code bits} zero bits, where {@code seed} is SHA-256 of {@code salt|code}. The code is part of it, so every
 * guess is paid for by itself, and nothing has to be remembered: paying twice for the same code buys the same answer. The salt
 * is signed and good for one address block and a few minutes. Paid guesses that were wrong make the next ones dearer, steeply
 * for their own block and a little for everybody; half of that is forgotten every ten minutes, or every half minute.
 */
final class Proofs {
    /** About a million hashes: a few tenths of a second in a browser's worker. */
    static final int BASE_BITS = 20;

    private static final int MOST_STEPS = 5;
    private static final int MOST_FOR_OTHERS = 3;
    private static final Duration LIFETIME = Duration.ofMinutes(5);
    private static final int MAX_BLOCKS = 20_000;
    private static final Pattern PROOF =
            Pattern.compile("([0-9]{1,15})\\.([0-9]{1,2})\\.([0-9]{1,9}\\.[0-9a-f]{64}):([0-9]{1,16})");

    private final KeyRing keys;
    private final InstantSource clock;
    private final int baseBits;
    private final Heat everybody = new Heat(30_000);
    private final Map<String, Heat> blocks = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Heat> eldest) {
            return size() > MAX_BLOCKS;
        }
    };

    Proofs(KeyRing keys, InstantSource clock, int baseBits) {
        this.keys = keys;
        this.clock = clock;
        this.baseBits = baseBits;
    }

    /** What is to be solved. */
    record Challenge(int bits, String salt) {}

    synchronized Challenge challenge(String block) {
        int bits = bits(block);
        long expires = clock.millis() + LIFETIME.toMillis();
        return new Challenge(bits, expires + "." + bits + "." + keys.fingerprint(signed(expires, bits, block)));
    }

    /**
     * Whether a proof is ours, still good, dear enough by now, and right.
     *
     * @param proof {@code salt:n}
     */
    boolean solved(String block, String code, String proof) {
        var parts = PROOF.matcher(proof);
        if (!parts.matches()) {
            return false;
        }
        long expires = Long.parseLong(parts.group(1));
        int bits = Integer.parseInt(parts.group(2));
        synchronized (this) {
            // One bit of grace: the price may have risen while somebody was at work.
            if (expires < clock.millis() || bits < bits(block) - 1) {
                return false;
            }
        }
        byte[] given = parts.group(3).getBytes(StandardCharsets.US_ASCII);
        boolean ours = keys.fingerprints(signed(expires, bits, block)).stream()
                .anyMatch(tag -> MessageDigest.isEqual(tag.getBytes(StandardCharsets.US_ASCII), given));
        String salt = proof.substring(0, proof.indexOf(':'));
        return ours && zeroBits(salt, code, Long.parseLong(parts.group(4))) >= bits;
    }

    /** A paid guess was wrong. */
    synchronized void wrong(String block) {
        long now = clock.millis();
        everybody.add(now);
        blocks.computeIfAbsent(block, key -> new Heat(600_000)).add(now);
    }

    /** Leading zero bits that a number gives. */
    static int zeroBits(String salt, String code, long number) {
        byte[] seed = sha256((salt + "|" + code).getBytes(StandardCharsets.UTF_8));
        byte[] hash = sha256(
                ByteBuffer.allocate(seed.length + 8).put(seed).putLong(number).array());
        long head = ByteBuffer.wrap(hash).getLong();
        return Long.numberOfLeadingZeros(head);
    }

    private int bits(String block) {
        long now = clock.millis();
        Heat own = blocks.get(block);
        int step = own == null ? 0 : doublings(own.at(now) / 4);
        int others = Math.min(MOST_FOR_OTHERS, doublings(everybody.at(now) / Heat.ONE_A_SECOND));
        return baseBits + Math.min(MOST_STEPS, step + others);
    }

    private static int doublings(double value) {
        return (int) (Math.log1p(value) / Math.log(2));
    }

    /** Longer than any code can be, so that it never is the fingerprint of one. */
    private static String signed(long expires, int bits, String block) {
        return "a challenge of a proof of work for looking at one room code: " + expires + " " + bits + " " + block;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is part of every Java runtime", impossible);
        }
    }

    /** A count that fades. */
    private static final class Heat {
        /** Where {@link #everybody} settles at one a second: half-life divided by ln 2. */
        static final double ONE_A_SECOND = 43;

        private final double halfLifeMillis;
        private double value;
        private long since;

        Heat(double halfLifeMillis) {
            this.halfLifeMillis = halfLifeMillis;
        }

        double at(long now) {
            value *= Math.pow(0.5, Math.max(0, now - since) / halfLifeMillis);
            since = now;
            return value;
        }

        void add(long now) {
            value = at(now) + 1;
        }
    }
}
