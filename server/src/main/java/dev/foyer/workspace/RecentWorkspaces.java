package dev.foyer.workspace;

import dev.foyer.kernel.Recent;
import dev.foyer.kernel.WorkspaceId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Workspaces and their keys out of memory when they were read a moment ago: every call and every join asks for one. */
public final class RecentWorkspaces implements WorkspaceStore {
    private final WorkspaceStore store;
    private final Recent<WorkspaceId, Workspace> byId;
    private final Recent<String, Workspace> byKey;

    public RecentWorkspaces(WorkspaceStore store, InstantSource clock) {
        this.store = store;
        this.byId = new Recent<>(clock);
        this.byKey = new Recent<>(clock);
    }

    @Override
    public void insert(Workspace workspace) {
        store.insert(workspace);
        forget();
    }

    @Override
    public Optional<Workspace> find(WorkspaceId id) {
        return byId.get(id, store::find);
    }

    @Override
    public Optional<Workspace> findByAccessKey(String accessKey) {
        return byKey.get(accessKey, store::findByAccessKey);
    }

    @Override
    public Optional<Workspace> first() {
        return store.first();
    }

    @Override
    public List<Workspace> all() {
        return store.all();
    }

    @Override
    public void rename(WorkspaceId id, String name) {
        store.rename(id, name);
        forget();
    }

    /** The same keys; whoever changes one through this store is believed at once. */
    public AccessKeyStore watching(AccessKeyStore keys) {
        return new AccessKeyStore() {
            @Override
            public List<AccessKey> of(WorkspaceId workspace) {
                return keys.of(workspace);
            }

            @Override
            public <T> T write(WorkspaceId workspace, Function<Writer, T> work) {
                try {
                    return keys.write(workspace, work);
                } finally {
                    forget();
                }
            }
        };
    }

    private void forget() {
        byId.forgetAll();
        byKey.forgetAll();
    }
}
