package dev.foyer.workspace;

import dev.foyer.kernel.Ids;
import dev.foyer.kernel.Redacted;
import dev.foyer.kernel.WorkspaceId;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/** Makes workspaces. */
public final class Workspaces {
    private static final int SECRET_BYTES = 96;

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

    /** A new workspace with a fresh access key and secret. */
    public Workspace create() {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        Workspace workspace = new Workspace(
                new WorkspaceId(ids.next()),
                ids.next(),
                ids.next(),
                new Redacted(Base64.getUrlEncoder().withoutPadding().encodeToString(secret)),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        store.insert(workspace);
        return workspace;
    }
}
