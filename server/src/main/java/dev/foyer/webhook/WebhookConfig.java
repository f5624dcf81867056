package dev.foyer.webhook;

import dev.foyer.kernel.Redacted;
import dev.foyer.kernel.WorkspaceId;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The webhook of a workspace, and the secret that signs all of its webhooks.
 *
 * @param url null when none was told
 * @param previous the secret before the last rotation; null when there was none
 * @param previousUntil until when that one signs too
 */
record WebhookConfig(
        WorkspaceId workspaceId,
        boolean enabled,
        @Nullable String url,
        SequencedMap<String, String> headers,
        Redacted secret,
        @Nullable Redacted previous,
        @Nullable Instant previousUntil,
        Instant updatedAt) {
    WebhookConfig {
        headers = new LinkedHashMap<>(headers);
    }

    /** An unmodifiable view. */
    @Override
    public SequencedMap<String, String> headers() {
        return Collections.unmodifiableSequencedMap(headers);
    }

    /** The secrets that sign at a time, the newest first. */
    List<Redacted> secrets(Instant now) {
        return previous != null && previousUntil != null && now.isBefore(previousUntil)
                ? List.of(secret, previous)
                : List.of(secret);
    }
}
