package dev.foyer.workspace;

import dev.foyer.kernel.WorkspaceId;
import java.util.List;
import java.util.function.Function;

/** Keeps members. */
public interface MemberStore {
    /** Oldest first. */
    List<Member> of(WorkspaceId workspace);

    /** Runs {@code work} in one transaction that no other writer of the workspace's members overlaps. */
    <T> T write(WorkspaceId workspace, Function<Writer, T> work);

    /** What a transaction may do. */
    interface Writer {
        /** Oldest first. */
        List<Member> all();

        void insert(Member member);

        /** Stores name, role and {@code updatedAt}. */
        void update(Member member);

        void delete(Member member);
    }
}
