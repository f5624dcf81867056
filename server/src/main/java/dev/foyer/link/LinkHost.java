package dev.foyer.link;

import dev.foyer.kernel.WorkspaceId;
import dev.foyer.template.Template;

/** What the host under which a link was opened stands for. */
public sealed interface LinkHost {
    /** Nobody's: our own address, this machine, an IP address, or a name that no workspace has. Every code works there. */
    LinkHost OPEN = new Open();

    /** Whether rooms of this template may be entered under the host. */
    boolean leadsTo(Template template);

    /** What wrong codes under this host are counted by; empty for no one's host. */
    String name();

    /** See {@link #OPEN}. */
    record Open() implements LinkHost {
        @Override
        public boolean leadsTo(Template template) {
            return true;
        }

        @Override
        public String name() {
            return "";
        }
    }

    /**
     * A name below our own address.
     *
     * @param label everything before our own address, in lower case; a template's subdomain or nobody's
     */
    record Subdomain(String label) implements LinkHost {
        @Override
        public boolean leadsTo(Template template) {
            return template.subdomain().equals(label);
        }

        @Override
        public String name() {
            return label;
        }
    }

    /** A domain of a workspace. */
    record Owned(String host, WorkspaceId workspace) implements LinkHost {
        @Override
        public boolean leadsTo(Template template) {
            return template.workspaceId().equals(workspace);
        }

        @Override
        public String name() {
            return host;
        }
    }
}
