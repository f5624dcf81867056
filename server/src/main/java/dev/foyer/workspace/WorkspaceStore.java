package dev.foyer.workspace;

import dev.foyer.kernel.WorkspaceId;
import java.util.List;
import java.util.Optional;

/** Keeps workspaces. */
public interface WorkspaceStore {
    /** With its first key. */
    void insert(Workspace workspace);

    /** With its newest enabled key. */
    Optional<Workspace> find(WorkspaceId id);

    /** By an enabled key, and with it. */
    Optional<Workspace> findByAccessKey(String accessKey);

    /** The workspace that was made first. */
    Optional<Workspace> first();

    /** All, oldest first. */
    List<Workspace> all();

    void rename(WorkspaceId id, String name);
}
