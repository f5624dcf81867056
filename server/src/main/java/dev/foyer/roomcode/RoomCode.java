package dev.foyer.roomcode;

import dev.foyer.kernel.Redacted;
import dev.foyer.kernel.RoomCodeId;
import dev.foyer.kernel.RoomId;
import java.time.Instant;

/**
 * Letters that stand for one role in one room.
 *
 * @param code {@code xxx-xxxx-xxx}; hidden in logs, which name the id instead
 * @param updatedAt last change of {@code enabled}
 */
public record RoomCode(
        RoomCodeId id,
        RoomId roomId,
        String role,
        boolean enabled,
        Redacted code,
        Instant createdAt,
        Instant updatedAt) {}
