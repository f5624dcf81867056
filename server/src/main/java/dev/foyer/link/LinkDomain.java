package dev.foyer.link;

import dev.foyer.kernel.WorkspaceId;
import java.time.Instant;

/**
 * A host name of a workspace.
 *
 * @param host lower case, ASCII
 * @param forLinks whether new links are made under it
 */
public record LinkDomain(String host, WorkspaceId workspace, boolean forLinks, Instant createdAt) {}
