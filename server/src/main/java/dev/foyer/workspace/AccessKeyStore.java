package dev.foyer.workspace;

import dev.foyer.kernel.WorkspaceId;
import java.util.List;
import java.util.function.Function;

/** Keeps access keys; secrets are sealed. */
public interface AccessKeyStore {
    /** Oldest first, disabled ones too. */
    List<AccessKey> of(WorkspaceId workspace);

    /** Runs {@code work} in one transaction that no other writer of the workspace's keys overlaps. */
    <T> T write(WorkspaceId workspace, Function<Writer, T> work);

    /** What a transaction may do. */
    interface Writer {
        /** Oldest first. */
        List<AccessKey> all();

        void insert(AccessKey key);

        /** Stores label and {@code enabled}. */
        void update(AccessKey key);

        void delete(AccessKey key);
    }
}
