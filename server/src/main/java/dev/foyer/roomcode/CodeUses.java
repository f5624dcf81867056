package dev.foyer.roomcode;

import dev.foyer.kernel.RoomCodeId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rules for uses: an exchange reserves one, the join confirms it, a reservation without a join lapses. */
public final class CodeUses {
    /** From the exchange, or from the last socket, to the join. */
    static final Duration RESERVED = Duration.ofMinutes(2);

    private final CodeUseStore store;
    private final RoomCodes codes;
    private final InstantSource clock;

    public CodeUses(CodeUseStore store, RoomCodes codes, InstantSource clock) {
        this.store = store;
        this.codes = codes;
        this.clock = clock;
    }

    /** Reserves a use; the id of the one that the device has already, when it has one. Empty when used up. */
    Optional<String> reserve(RoomCodeId code, String id, @Nullable String device) {
        return store.take(use(id, false), code, device);
    }

    /** Keeps a reservation for a token that comes to the door; false when it lapsed and no use is left. */
    boolean keep(RoomCodeId code, String id) {
        return store.keep(use(id, false), code);
    }

    /** Somebody is in by this use. False when it lapsed before and no use is left: the person has to go again. */
    public boolean confirm(RoomCodeId code, String id) {
        boolean limited =
                codes.find(code).map(found -> found.policy().maxUses() != null).orElse(false);
        return !limited || store.keep(use(id, true), code);
    }

    private CodeUseStore.Use use(String id, boolean joined) {
        Instant now = clock.instant();
        return new CodeUseStore.Use(id, now, now.plus(RESERVED), joined);
    }
}
