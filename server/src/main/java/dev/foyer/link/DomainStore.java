package dev.foyer.link;

import dev.foyer.kernel.WorkspaceId;
import java.util.List;
import java.util.Optional;

/** Keeps domains of workspaces. */
interface DomainStore {
    Optional<LinkDomain> find(String host);

    /** Oldest first. */
    List<LinkDomain> of(WorkspaceId workspace);

    /** Inserts, or changes {@code forLinks} of a domain that the workspace has; false when another workspace has it. */
    boolean save(LinkDomain domain);

    /** False when the workspace does not have it. */
    boolean remove(WorkspaceId workspace, String host);
}
