package dev.foyer.web;

import dev.foyer.kernel.Recent;
import dev.foyer.layout.Looks;
import dev.foyer.layout.PageLook;
import dev.foyer.link.LinkHost;
import dev.foyer.template.Template;
import dev.foyer.template.Templates;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * How the page under a host presents itself: as the template says whose subdomain it is, or the default template of the
 * workspace whose domain it is. The code in the address plays no part. Changes show after a second.
 */
public final class HostLooks {
    private final Function<String, LinkHost> hosts;
    private final Templates templates;
    private final Looks looks;
    private final Recent<LinkHost, PageLook> recent;

    /** @param hosts what a {@code Host} header stands for */
    public HostLooks(Function<String, LinkHost> hosts, Templates templates, Looks looks, InstantSource clock) {
        this.hosts = hosts;
        this.templates = templates;
        this.looks = looks;
        this.recent = new Recent<>(clock);
    }

    PageLook of(String header) {
        LinkHost host = hosts.apply(header);
        if (host instanceof LinkHost.Open) {
            return PageLook.USUAL;
        }
        return recent.get(host, this::read).orElse(PageLook.USUAL);
    }

    private Optional<PageLook> read(LinkHost host) {
        Optional<Template> template = switch (host) {
            case LinkHost.Open open -> Optional.empty();
            case LinkHost.Subdomain below -> templates.bySubdomain(below.label());
            case LinkHost.Owned owned -> templates.standard(owned.workspace());
        };
        return template.map(looks::page);
    }
}
