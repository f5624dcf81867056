package dev.foyer.template;

import dev.foyer.kernel.PageRequest;
import dev.foyer.kernel.Recent;
import dev.foyer.kernel.TemplateId;
import dev.foyer.kernel.WorkspaceId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Templates by id out of memory when they were read a moment ago: every join asks for one, and they are long to read. */
public final class RecentTemplates implements TemplateStore {
    private final TemplateStore store;
    private final Recent<TemplateId, Template> recent;

    public RecentTemplates(TemplateStore store, InstantSource clock) {
        this.store = store;
        this.recent = new Recent<>(clock);
    }

    @Override
    public Optional<Template> find(TemplateId id) {
        return recent.get(id, store::find);
    }

    @Override
    public Optional<Template> findStandard(WorkspaceId workspace) {
        return store.findStandard(workspace);
    }

    @Override
    public Optional<Template> findBySubdomain(String subdomain) {
        return store.findBySubdomain(subdomain);
    }

    @Override
    public List<Template> list(WorkspaceId workspace, PageRequest page) {
        return store.list(workspace, page);
    }

    @Override
    public <T> T write(WorkspaceId workspace, Function<Writer, T> work) {
        try {
            return store.write(workspace, work);
        } finally {
            recent.forgetAll();
        }
    }
}
