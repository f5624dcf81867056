package dev.foyer.workspace;

import dev.foyer.kernel.WorkspaceId;
import java.time.Instant;
import java.util.Locale;

/**
 * A person who works with a workspace.
 *
 * @param email unique in the workspace without regard to case
 */
public record Member(
        String id,
        WorkspaceId workspaceId,
        String email,
        String name,
        MemberRole role,
        Instant createdAt,
        Instant updatedAt) {
    String emailKey() {
        return email.toLowerCase(Locale.ROOT);
    }
}
