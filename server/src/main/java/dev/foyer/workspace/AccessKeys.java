package dev.foyer.workspace;

import dev.foyer.kernel.Fields;
import dev.foyer.kernel.Ids;
import dev.foyer.kernel.Redacted;
import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.RefusalCode;
import dev.foyer.kernel.WorkspaceId;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rules for access keys. To rotate: make a second key, move the servers over, disable the first, delete it. A workspace always
 * keeps one enabled key, or nobody could ever call again.
 */
public final class AccessKeys {
    private static final int MAX_KEYS = 10;
    private static final int SECRET_BYTES = 96;

    private final AccessKeyStore store;
    private final Ids ids;
    private final SecureRandom random;
    private final InstantSource clock;

    public AccessKeys(AccessKeyStore store, Ids ids, SecureRandom random, InstantSource clock) {
        this.store = store;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    /** Oldest first. */
    public List<AccessKey> list(WorkspaceId workspace) {
        return store.of(workspace);
    }

    /** A new, enabled key. */
    public AccessKey create(WorkspaceId workspace, String label) {
        AccessKey made = new AccessKey(ids.next(), workspace, label, secret(random), true, now());
        return store.write(workspace, writer -> {
            if (writer.all().size() >= MAX_KEYS) {
                throw Refusal.saying(
                        RefusalCode.INVALID_BODY, "a workspace has at most " + MAX_KEYS + " keys; delete one first");
            }
            writer.insert(made);
            return made;
        });
    }

    /** Changes what is not null. */
    public AccessKey update(WorkspaceId workspace, String key, @Nullable String label, @Nullable Boolean enabled) {
        return store.write(workspace, writer -> {
            List<AccessKey> all = writer.all();
            AccessKey before = find(all, key);
            AccessKey after =
                    before.with(label == null ? before.label() : label, enabled == null ? before.enabled() : enabled);
            if (before.enabled() && !after.enabled()) {
                requireAnother(all, before);
            }
            writer.update(after);
            return after;
        });
    }

    /** Deletes a key for good; an enabled one has to be disabled first, to see that nothing breaks. */
    public void delete(WorkspaceId workspace, String key) {
        store.write(workspace, writer -> {
            AccessKey found = find(writer.all(), key);
            if (found.enabled()) {
                throw Fields.invalid("the key is enabled; disable it first");
            }
            writer.delete(found);
            return found;
        });
    }

    /** 768 random bits as text. */
    static Redacted secret(SecureRandom random) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return new Redacted(Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    private static AccessKey find(List<AccessKey> all, String key) {
        return all.stream()
                .filter(one -> one.key().equals(key))
                .findFirst()
                .orElseThrow(() -> Refusal.saying(RefusalCode.NOT_FOUND, "Access key not found"));
    }

    private static void requireAnother(List<AccessKey> all, AccessKey except) {
        if (all.stream().noneMatch(one -> one.enabled() && !one.key().equals(except.key()))) {
            throw Fields.invalid("this is the last enabled key; make another one first");
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
