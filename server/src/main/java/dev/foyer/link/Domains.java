package dev.foyer.link;

import dev.foyer.kernel.Fields;
import dev.foyer.kernel.Recent;
import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.RefusalCode;
import dev.foyer.kernel.WorkspaceId;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Host names of their own that workspaces have for their links. A name belongs to one workspace of all; nobody's claim is
 * checked against the DNS, because a name that does not lead here opens nothing.
 */
public final class Domains {
    private static final int MAX_PER_WORKSPACE = 50;

    private final DomainStore store;
    private final String base;
    private final InstantSource clock;
    private final Recent<String, LinkDomain> recent;
    private final Recent<WorkspaceId, List<LinkDomain>> lists;

    /** @param base host of our own address, which is nobody's */
    public Domains(JdbiDomainStore store, String base, InstantSource clock) {
        this.store = store;
        this.base = base;
        this.clock = clock;
        this.recent = new Recent<>(clock);
        this.lists = new Recent<>(clock);
    }

    /** @param host as {@link HostName#of} gives it */
    Optional<LinkDomain> find(String host) {
        return recent.get(host, store::find);
    }

    /** Oldest first. */
    public List<LinkDomain> list(WorkspaceId workspace) {
        return store.of(workspace);
    }

    /**
     * Gives a workspace a domain, or changes one that it has.
     *
     * @throws Refusal when the name is not valid, ours, another workspace's, or one too many
     */
    public LinkDomain put(WorkspaceId workspace, String typed, boolean forLinks) {
        String host = HostName.domain(typed);
        if (below(host, base) || below(host, "localhost")) {
            throw Fields.invalid("host is an address of this server itself");
        }
        List<LinkDomain> all = store.of(workspace);
        boolean known = all.stream().anyMatch(domain -> domain.host().equals(host));
        if (!known && all.size() >= MAX_PER_WORKSPACE) {
            throw Fields.invalid("a workspace has at most " + MAX_PER_WORKSPACE + " domains");
        }
        var domain = new LinkDomain(host, workspace, forLinks, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        boolean saved = store.save(domain);
        forget();
        if (!saved) {
            throw Refusal.saying(RefusalCode.NAME_TAKEN, "host belongs to another workspace");
        }
        return store.find(host).orElse(domain);
    }

    /** @throws Refusal 404 when the workspace does not have it */
    public void remove(WorkspaceId workspace, String typed) {
        String host = HostName.of(typed.strip());
        boolean removed = !host.isEmpty() && store.remove(workspace, host);
        forget();
        if (!removed) {
            throw Refusal.of(RefusalCode.NOT_FOUND);
        }
    }

    /** The domain under which new links of a workspace are made. */
    Optional<LinkDomain> forLinks(WorkspaceId workspace) {
        return lists.get(workspace, id -> Optional.of(store.of(id))).orElseThrow().stream()
                .filter(LinkDomain::forLinks)
                .findFirst();
    }

    private void forget() {
        recent.forgetAll();
        lists.forgetAll();
    }

    private static boolean below(String host, String parent) {
        return host.equals(parent) || host.endsWith("." + parent);
    }
}
