package dev.foyer.workspace;

import dev.foyer.kernel.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Members in SQL. */
public final class JdbiMemberStore implements MemberStore {
    private final Jdbi jdbi;

    public JdbiMemberStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public List<Member> of(WorkspaceId workspace) {
        return jdbi.withHandle(handle -> all(handle, workspace));
    }

    @Override
    public <T> T write(WorkspaceId workspace, Function<Writer, T> work) {
        return jdbi.inTransaction(handle -> {
            // Locks the workspace's row, so that two owners can't remove each other at the same moment.
            handle.createUpdate("update workspace set app_id = app_id where id = :id")
                    .bind("id", workspace.text())
                    .execute();
            return work.apply(new InTransaction(handle, workspace));
        });
    }

    private static List<Member> all(Handle handle, WorkspaceId workspace) {
        return handle.createQuery("select * from member where workspace_id = :workspace order by id")
                .bind("workspace", workspace.text())
                .map((row, context) -> read(row))
                .list();
    }

    private static Member read(ResultSet row) throws SQLException {
        return new Member(
                row.getString("id"),
                new WorkspaceId(row.getString("workspace_id")),
                row.getString("email"),
                row.getString("name"),
                MemberRole.of(row.getString("role")).orElseThrow(),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("updated_at")));
    }

    private record InTransaction(Handle handle, WorkspaceId workspace) implements Writer {
        @Override
        public List<Member> all() {
            return JdbiMemberStore.all(handle, workspace);
        }

        @Override
        public void insert(Member member) {
            handle.createUpdate("""
                            insert into member (id, workspace_id, email, email_key, name, role, created_at, updated_at)
                            values (:id, :workspace, :email, :emailKey, :name, :role, :createdAt, :updatedAt)
                            """)
                    .bind("id", member.id())
                    .bind("workspace", workspace.text())
                    .bind("email", member.email())
                    .bind("emailKey", member.emailKey())
                    .bind("name", member.name())
                    .bind("role", member.role().text())
                    .bind("createdAt", member.createdAt().toEpochMilli())
                    .bind("updatedAt", member.updatedAt().toEpochMilli())
                    .execute();
        }

        @Override
        public void update(Member member) {
            handle.createUpdate("update member set name = :name, role = :role, updated_at = :at where id = :id")
                    .bind("name", member.name())
                    .bind("role", member.role().text())
                    .bind("at", member.updatedAt().toEpochMilli())
                    .bind("id", member.id())
                    .execute();
        }

        @Override
        public void delete(Member member) {
            handle.createUpdate("delete from member where id = :id")
                    .bind("id", member.id())
                    .execute();
        }
    }
}
