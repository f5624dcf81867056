package dev.foyer.workspace;

import dev.foyer.kernel.Redacted;
import dev.foyer.kernel.WorkspaceId;
import java.time.Instant;

/**
 * What a customer's server signs with.
 *
 * @param key public half, claim {@code access_key}
 * @param secret shown once, when it is made
 * @param enabled tokens of a disabled key are refused at once
 */
public record AccessKey(
        String key, WorkspaceId workspaceId, String label, Redacted secret, boolean enabled, Instant createdAt) {
    AccessKey with(String newLabel, boolean nowEnabled) {
        return new AccessKey(key, workspaceId, newLabel, secret, nowEnabled, createdAt);
    }
}
