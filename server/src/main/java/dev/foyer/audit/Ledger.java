package dev.foyer.audit;

import dev.foyer.kernel.Json;
import dev.foyer.kernel.WorkspaceId;
import dev.foyer.workspace.KeyRing;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the chains and checks them. The hash is an HMAC with the pepper of the keys file, so that somebody who can write to
 * the database, but has no keys, can't make a changed chain look whole.
 */
public final class Ledger {
    private static final int BATCH = 500;

    private final LedgerStore store;
    private final KeyRing keys;
    private final InstantSource clock;

    public Ledger(LedgerStore store, KeyRing keys, InstantSource clock) {
        this.store = store;
        this.keys = keys;
        this.clock = clock;
    }

    /** Adds an entry to the workspace's chain. */
    public LedgerEntry append(WorkspaceId workspace, String actor, String action, ObjectNode target) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return store.append(workspace, head -> {
            LedgerEntry entry = new LedgerEntry(workspace, head.seq() + 1, now, actor, action, Json.write(target), "");
            return entry.withHash(keys.fingerprint(entry.sealed(head.hash())));
        });
    }

    /**
     * What a check found.
     *
     * @param entries how many are whole, counted from the first
     * @param head hash of the last of them; keep it elsewhere to notice that a whole older database was put in place
     * @param fault in words; empty when everything is whole
     */
    public record Verdict(long entries, String head, Optional<String> fault) {}

    /** Reads a whole chain and recomputes every hash. */
    public Verdict verify(WorkspaceId workspace) {
        // Read first: an entry that is added meanwhile then only makes the chain longer than this end.
        LedgerStore.Head head = store.head(workspace).orElse(new LedgerStore.Head(0, LedgerEntry.START));
        String hash = LedgerEntry.START;
        long seq = 0;
        List<LedgerEntry> batch = store.after(workspace, seq, BATCH);
        while (!batch.isEmpty()) {
            for (LedgerEntry entry : batch) {
                if (entry.seq() != seq + 1) {
                    return broken(seq, hash, "entry " + (seq + 1) + " is missing");
                }
                if (!keys.fingerprints(entry.sealed(hash)).contains(entry.hash())) {
                    return broken(seq, hash, "entry " + entry.seq() + " was changed");
                }
                seq = entry.seq();
                hash = entry.hash();
            }
            batch = store.after(workspace, seq, BATCH);
        }
        if (head.seq() > seq) {
            return broken(seq, hash, "the entries after " + seq + " are missing");
        }
        if (head.seq() == seq && !head.hash().equals(hash)) {
            return broken(seq, hash, "the recorded end does not fit entry " + seq);
        }
        return new Verdict(seq, hash, Optional.empty());
    }

    private static Verdict broken(long entries, String head, String fault) {
        return new Verdict(entries, head, Optional.of(fault));
    }
}
