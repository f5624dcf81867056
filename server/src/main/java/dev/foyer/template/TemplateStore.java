package dev.foyer.template;

import dev.foyer.kernel.PageRequest;
import dev.foyer.kernel.TemplateId;
import dev.foyer.kernel.WorkspaceId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Keeps templates. */
public interface TemplateStore {
    Optional<Template> find(TemplateId id);

    Optional<Template> findStandard(WorkspaceId workspace);

    /** By the first label of its link host, which no other template of any workspace has. */
    Optional<Template> findBySubdomain(String subdomain);

    /** Newest first, one more than the limit when another page follows. */
    List<Template> list(WorkspaceId workspace, PageRequest page);

    /** Runs {@code work} in one transaction that no other writer of the workspace's templates overlaps. */
    <T> T write(WorkspaceId workspace, Function<Writer, T> work);

    /** What a transaction may do. */
    interface Writer {
        Optional<Template> find(TemplateId id);

        Optional<Template> findByName(String name);

        /** Inserts or replaces by id. A template that is the standard one takes that place from the one before. */
        void save(Template template);
    }
}
