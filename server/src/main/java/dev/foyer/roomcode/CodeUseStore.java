package dev.foyer.roomcode;

import dev.foyer.kernel.RoomCodeId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps who has taken a use of a code that has a limit of uses. */
public interface CodeUseStore {
    /**
     * Takes a use, or gives the one that the device has already. The use is counted by one statement, so no number of
     * parallel calls takes more uses than there are; reservations that lapsed are given back first when none is free.
     *
     * @param device keyed hash; null when the client named none
     * @return the id of the use; empty when the code is used up
     */
    Optional<String> take(Use use, RoomCodeId code, @Nullable String device);

    /** Keeps a use that was taken before, or takes it again when it has lapsed and was given away. False when used up. */
    boolean keep(Use use, RoomCodeId code);

    /**
     * A use at a moment.
     *
     * @param id chosen by the caller, unguessable
     * @param lapses when a use without a join is given back
     * @param joined whether somebody is in by it, so that it never lapses again
     */
    record Use(String id, Instant now, Instant lapses, boolean joined) {}
}
