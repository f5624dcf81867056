package dev.foyer.roomcode;

import dev.foyer.kernel.Redacted;
import dev.foyer.kernel.RoomCodeId;
import dev.foyer.kernel.RoomId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Letters that stand for one role in one room.
 *
 * @param code {@code xxx-xxxx-xxx}; hidden in logs, which name the id instead
 * @param uses how many uses are taken; only counted for a code with {@link CodePolicy#maxUses}
 * @param retiresAt from then on the code counts as disabled, because another has taken its place; null for never
 * @param updatedAt last change of {@code enabled}, policy or retirement
 */
public record RoomCode(
        RoomCodeId id,
        RoomId roomId,
        String role,
        boolean enabled,
        Redacted code,
        Kind kind,
        CodePolicy policy,
        int uses,
        @Nullable Instant retiresAt,
        Instant createdAt,
        Instant updatedAt) {
    /** What a code was made for. */
    public enum Kind {
        /** For everybody of the role: what idempotent creation gives again. */
        PLAIN,
        /** Made with a policy. */
        SPECIAL,
        /** Made for one person. */
        PERSONAL;

        static Kind of(CodePolicy policy) {
            return policy.subject() != null ? PERSONAL : policy.isNone() ? PLAIN : SPECIAL;
        }
    }

    /** As it counts at a moment: a retired code is disabled. */
    public RoomCode at(Instant now) {
        return enabled && retiresAt != null && !now.isBefore(retiresAt) ? switched(false, updatedAt) : this;
    }

    RoomCode switched(boolean on, Instant now) {
        // Switching a retired code on again is meant: it stays on.
        return new RoomCode(id, roomId, role, on, code, kind, policy, uses, on ? null : retiresAt, createdAt, now);
    }

    RoomCode with(CodePolicy changed, Instant now) {
        return new RoomCode(id, roomId, role, enabled, code, kind, changed, uses, retiresAt, createdAt, now);
    }

    RoomCode retiring(Instant when, Instant now) {
        return new RoomCode(id, roomId, role, enabled, code, kind, policy, uses, when, createdAt, now);
    }

    RoomCode of(Kind other) {
        return new RoomCode(id, roomId, role, enabled, code, other, policy, uses, retiresAt, createdAt, updatedAt);
    }

    RoomCode spelled(Redacted letters) {
        return new RoomCode(id, roomId, role, enabled, letters, kind, policy, uses, retiresAt, createdAt, updatedAt);
    }
}
