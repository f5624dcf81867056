package dev.foyer.token;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Codes that were right lately: from this address block, for this user id, or at all. Asking here tells a guesser next to
 * nothing: a guess is compared with what one block or one user has used before, and with at most {@value #MAX_WARM} codes that
 * somebody has just come in with. Only keyed hashes are kept, and only in memory.
 */
final class FamiliarCodes {
    static final int MAX_WARM = 256;
    private static final int MAX_KNOWN = 100_000;
    private static final Duration KNOWN = Duration.ofDays(30);
    private static final Duration WARM = Duration.ofMinutes(15);

    private final InstantSource clock;
    private final byte[] key = new byte[32];
    private final Map<Long, Long> known = bounded(MAX_KNOWN);
    private final Map<Long, Long> warm = bounded(MAX_WARM);

    FamiliarCodes(InstantSource clock) {
        this.clock = clock;
        new SecureRandom().nextBytes(key);
    }

    synchronized void used(String block, String userId, String code) {
        long now = clock.millis();
        known.put(hash("block", block, code), now + KNOWN.toMillis());
        if (!userId.isEmpty()) {
            known.put(hash("user", userId, code), now + KNOWN.toMillis());
        }
        warm.put(hash("code", "", code), now + WARM.toMillis());
    }

    synchronized boolean knows(String block, String userId, String code) {
        long now = clock.millis();
        return living(known, hash("block", block, code), now)
                || (!userId.isEmpty() && living(known, hash("user", userId, code), now))
                || living(warm, hash("code", "", code), now);
    }

    private static boolean living(Map<Long, Long> map, long hash, long now) {
        Long end = map.get(hash);
        return end != null && now < end;
    }

    private long hash(String kind, String who, String code) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(key);
            for (String part : new String[] {kind, who, code}) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
                digest.update(bytes);
            }
            return ByteBuffer.wrap(digest.digest()).getLong();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is part of every Java runtime", impossible);
        }
    }

    private static Map<Long, Long> bounded(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
                return size() > most;
            }
        };
    }
}
