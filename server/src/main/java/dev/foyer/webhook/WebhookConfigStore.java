package dev.foyer.webhook;

import dev.foyer.kernel.WorkspaceId;
import java.util.Optional;
import java.util.function.Function;

/** Keeps what workspaces want to be told. */
interface WebhookConfigStore {
    Optional<WebhookConfig> find(WorkspaceId workspace);

    /** Replaces, in one transaction that no other writer of the workspace's configuration overlaps. */
    WebhookConfig write(WorkspaceId workspace, Function<Optional<WebhookConfig>, WebhookConfig> change);
}
