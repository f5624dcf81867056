package dev.foyer.roomcode;

import dev.foyer.kernel.Redacted;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Conditions on a code, an addition of ours to the 100ms API. Null or false means: no such condition.
 *
 * @param notBefore the first moment at which the code opens
 * @param expiresAt the moment from which it opens no more
 * @param maxUses how often it can be used; a reload of the same device is the same use
 * @param maxConcurrent how many people may be in the room by this code at a time
 * @param oneTime said instead of {@code maxUses} 1, and shown so
 * @param label what the operator calls the code; no meaning to the server
 * @param subject whom the code is for
 * @param lobby people wait until somebody lets them in
 */
public record CodePolicy(
        @Nullable Instant notBefore,
        @Nullable Instant expiresAt,
        @Nullable Integer maxUses,
        @Nullable Integer maxConcurrent,
        boolean oneTime,
        @Nullable Pin pin,
        @Nullable String label,
        @Nullable Subject subject,
        boolean lobby) {
    /** No conditions. */
    public static final CodePolicy NONE = new CodePolicy(null, null, null, null, false, null, null, null, false);

    /**
     * What is kept of a PIN; see {@link Pins}.
     *
     * @param salt random, so that equal PINs of two codes do not look equal
     * @param hash keyed hash with the version of its key
     */
    public record Pin(String salt, String hash) {}

    /** A person. The name is locked in the call. */
    public record Subject(Redacted name, @Nullable Redacted email) {}

    public boolean isNone() {
        return equals(NONE);
    }

    /** The same conditions for one person. */
    public CodePolicy personal(Subject person, @Nullable String otherLabel) {
        return new CodePolicy(
                notBefore,
                expiresAt,
                maxUses,
                maxConcurrent,
                oneTime,
                pin,
                otherLabel == null ? label : otherLabel,
                person,
                lobby);
    }
}
