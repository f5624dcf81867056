package dev.foyer.roomcode;

import dev.foyer.kernel.RoomCodeId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps how codes are used. */
public interface UsageStore {
    /** Adds to what is stored, in one transaction. Codes that are gone are left out. */
    void add(Map<String, Usage> byCode);

    Optional<Usage> find(RoomCodeId code);

    /**
     * Counts of one code.
     *
     * @param refused by reason, the text that the client got
     */
    record Usage(
            long exchanged,
            long joined,
            Map<String, Long> refused,
            DeviceSketch devices,
            @Nullable Instant lastUsed) {
        static Usage none() {
            return new Usage(0, 0, Map.of(), new DeviceSketch(), null);
        }
    }
}
