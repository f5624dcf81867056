package dev.foyer.workspace;

import dev.foyer.kernel.Fields;
import dev.foyer.kernel.Ids;
import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.RefusalCode;
import dev.foyer.kernel.WorkspaceId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rules for members: an address once, and once there is an owner there always is one. */
public final class Members {
    private static final int MAX_MEMBERS = 1000;
    private static final int MAX_EMAIL = 254;
    /** Enough to catch a typing error; whether it reaches anybody only a letter can tell. */
    private static final Pattern EMAIL =
            Pattern.compile("[^\\s@<>\"\\p{Cntrl}]+@[^\\s@<>\"\\p{Cntrl}]+\\.[^\\s@<>\"\\p{Cntrl}]+");

    private final MemberStore store;
    private final Ids ids;
    private final InstantSource clock;

    public Members(MemberStore store, Ids ids, InstantSource clock) {
        this.store = store;
        this.ids = ids;
        this.clock = clock;
    }

    /** Oldest first. */
    public List<Member> list(WorkspaceId workspace) {
        return store.of(workspace);
    }

    public Member add(WorkspaceId workspace, String email, String name, MemberRole role) {
        if (email.length() > MAX_EMAIL || !EMAIL.matcher(email).matches()) {
            throw Fields.invalid("email is not an address");
        }
        Member member = new Member(ids.next(), workspace, email, name, role, now(), now());
        return store.write(workspace, writer -> {
            List<Member> all = writer.all();
            if (all.stream().anyMatch(one -> one.emailKey().equals(member.emailKey()))) {
                throw Fields.invalid("email belongs to a member already");
            }
            if (all.size() >= MAX_MEMBERS) {
                throw Fields.invalid("a workspace has at most " + MAX_MEMBERS + " members");
            }
            writer.insert(member);
            return member;
        });
    }

    /** Changes what is not null. */
    public Member update(WorkspaceId workspace, String id, @Nullable String name, @Nullable MemberRole role) {
        return store.write(workspace, writer -> {
            List<Member> all = writer.all();
            Member before = find(all, id);
            Member after = new Member(
                    before.id(),
                    workspace,
                    before.email(),
                    name == null ? before.name() : name,
                    role == null ? before.role() : role,
                    before.createdAt(),
                    now());
            if (after.role() != MemberRole.OWNER) {
                requireOwnerBeside(all, before);
            }
            writer.update(after);
            return after;
        });
    }

    public Member remove(WorkspaceId workspace, String id) {
        return store.write(workspace, writer -> {
            List<Member> all = writer.all();
            Member found = find(all, id);
            requireOwnerBeside(all, found);
            writer.delete(found);
            return found;
        });
    }

    private static Member find(List<Member> all, String id) {
        return all.stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.saying(RefusalCode.NOT_FOUND, "Member not found"));
    }

    private static void requireOwnerBeside(List<Member> all, Member member) {
        boolean another = all.stream()
                .anyMatch(one -> one.role() == MemberRole.OWNER && !one.id().equals(member.id()));
        if (member.role() == MemberRole.OWNER && !another) {
            throw Fields.invalid("this is the last owner; appoint another one first");
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
