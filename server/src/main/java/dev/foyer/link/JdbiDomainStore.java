package dev.foyer.link;

import dev.foyer.kernel.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Domains in SQL. */
public final class JdbiDomainStore implements DomainStore {
    private final Jdbi jdbi;

    public JdbiDomainStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Optional<LinkDomain> find(String host) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from link_domain where host = :host")
                .bind("host", host)
                .map((row, context) -> read(row))
                .findOne());
    }

    @Override
    public List<LinkDomain> of(WorkspaceId workspace) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select * from link_domain where workspace_id = :workspace order by created_at, host")
                .bind("workspace", workspace.text())
                .map((row, context) -> read(row))
                .list());
    }

    @Override
    public boolean save(LinkDomain domain) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                                insert into link_domain (host, workspace_id, for_links, created_at)
                                values (:host, :workspace, :forLinks, :createdAt)
                                on conflict (host) do update set for_links = excluded.for_links
                                    where link_domain.workspace_id = excluded.workspace_id
                                """)
                        .bind("host", domain.host())
                        .bind("workspace", domain.workspace().text())
                        .bind("forLinks", domain.forLinks())
                        .bind("createdAt", domain.createdAt().toEpochMilli())
                        .execute())
                > 0;
    }

    @Override
    public boolean remove(WorkspaceId workspace, String host) {
        return jdbi.withHandle(handle -> handle.createUpdate(
                                "delete from link_domain where host = :host and workspace_id = :workspace")
                        .bind("host", host)
                        .bind("workspace", workspace.text())
                        .execute())
                > 0;
    }

    private static LinkDomain read(ResultSet row) throws SQLException {
        return new LinkDomain(
                row.getString("host"),
                new WorkspaceId(row.getString("workspace_id")),
                row.getBoolean("for_links"),
                Instant.ofEpochMilli(row.getLong("created_at")));
    }
}
