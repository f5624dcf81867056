package dev.foyer.link;

import dev.foyer.config.Config;
import dev.foyer.kernel.WorkspaceId;
import dev.foyer.roomcode.CodeLinks;
import dev.foyer.roomcode.RoomCode;
import dev.foyer.template.Template;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what addresses links have and what the hosts of links stand for: one place for what is printed, sent and accepted.
 * A link is made under the first of these that there is: the domain that the workspace has chosen for links; the template's
 * name below our own address, when the DNS is known to answer for all of those; our own address. Without a public address it is
 * the template's name below {@code localhost}.
 */
public final class MeetingLinks implements CodeLinks {
    private static final String LOCALHOST = "localhost";

    private final @Nullable String publicUrl;
    private final boolean wildcard;
    private final String scheme;
    private final String base;
    private final String publicPort;
    private final Domains domains;
    private volatile int port;

    /** @param domains made with {@link #base} of the same configuration */
    public MeetingLinks(Config config, Domains domains) {
        this.publicUrl = config.publicUrl();
        this.wildcard = config.wildcardDns();
        this.base = base(config);
        this.domains = domains;
        this.port = config.port();
        if (publicUrl == null) {
            this.scheme = config.tls() ? "https" : "http";
            this.publicPort = "";
        } else {
            URI uri = URI.create(publicUrl);
            this.scheme = uri.getScheme();
            this.publicPort = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        }
    }

    /** The host of our own address, in lower case. */
    public static String base(Config config) {
        String url = config.publicUrl();
        return url == null ? LOCALHOST : URI.create(url).getHost().toLowerCase(Locale.ROOT);
    }

    /** The port that was opened, which differs from the configured one when that was 0. */
    public void opened(int openPort) {
        port = openPort;
    }

    @Override
    public String to(Template template, RoomCode code) {
        return origin(template) + "/meeting/" + code.code().value();
    }

    /** Scheme, host and port of new links to rooms of a template. */
    public String origin(Template template) {
        return ownOrigin(template.workspaceId()).orElseGet(() -> {
            boolean named = publicUrl == null || wildcard;
            return named ? at(template.subdomain() + "." + base) : home();
        });
    }

    /** Scheme, host and port of our own address. */
    public String home() {
        return publicUrl == null ? at(LOCALHOST) : publicUrl;
    }

    /**
     * Scheme, host and port of the page that somebody has open.
     *
     * @param header {@code Host}; one that is not ours gives our own address
     */
    public String originOf(String header) {
        String name = HostName.of(header);
        LinkHost host = host(header);
        boolean ours = !host.equals(LinkHost.OPEN) || name.equals(base);
        if (publicUrl == null) {
            boolean reached = ours || name.equals(LOCALHOST) || (!name.isEmpty() && HostName.isAddress(name));
            return reached ? scheme + "://" + name + HostName.portOf(header) : home();
        }
        return ours && !name.endsWith("." + LOCALHOST) ? at(name) : publicUrl;
    }

    /**
     * What the host of a call stands for.
     *
     * @param header {@code Host}, whatever it holds
     */
    public LinkHost host(String header) {
        String name = HostName.of(header);
        if (name.isEmpty() || HostName.isAddress(name) || name.equals(base) || name.equals(LOCALHOST)) {
            return LinkHost.OPEN;
        }
        for (String parent : new String[] {base, LOCALHOST}) {
            if (name.endsWith("." + parent)) {
                return new LinkHost.Subdomain(name.substring(0, name.length() - parent.length() - 1));
            }
        }
        return domains.find(name)
                .<LinkHost>map(domain -> new LinkHost.Owned(domain.host(), domain.workspace()))
                .orElse(LinkHost.OPEN);
    }

    private Optional<String> ownOrigin(WorkspaceId workspace) {
        return domains.forLinks(workspace).map(domain -> at(domain.host()));
    }

    private String at(String host) {
        return scheme + "://" + host + (publicUrl == null ? ":" + port : publicPort);
    }
}
