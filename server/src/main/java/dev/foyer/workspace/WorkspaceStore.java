package dev.foyer.workspace;

import dev.foyer.kernel.WorkspaceId;
import java.util.Optional;

/** Keeps workspaces. */
public interface WorkspaceStore {
    void insert(Workspace workspace);

    Optional<Workspace> find(WorkspaceId id);

    Optional<Workspace> findByAccessKey(String accessKey);

    /** The workspace that was made first. */
    Optional<Workspace> first();
}
