package dev.foyer.workspace;

import dev.foyer.kernel.Ids;
import dev.foyer.kernel.WorkspaceId;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Makes workspaces. */
public final class Workspaces {
    private final WorkspaceStore store;
    private final Ids ids;
    private final SecureRandom random;
    private final InstantSource clock;

    public Workspaces(WorkspaceStore store, Ids ids, SecureRandom random, InstantSource clock) {
        this.store = store;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    /** A new workspace with a fresh access key and secret, with a name for the time being. */
    public Workspace create() {
        return create("Workspace");
    }

    /** A new workspace with a fresh access key and secret. */
    public Workspace create(String name) {
        Workspace workspace = new Workspace(
                new WorkspaceId(ids.next()),
                name,
                ids.next(),
                ids.next(),
                AccessKeys.secret(random),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        store.insert(workspace);
        return workspace;
    }
}
