package dev.foyer.audit;

import dev.foyer.kernel.WorkspaceId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keeps the ledger. There is no way to change or remove an entry. */
public interface LedgerStore {
    /** The end of a chain. */
    record Head(long seq, String hash) {}

    /** Adds what {@code next} makes of the present end, in one transaction that no other writer of this chain overlaps. */
    LedgerEntry append(WorkspaceId workspace, Function<Head, LedgerEntry> next);

    /** The recorded end; empty when nothing was ever written. */
    Optional<Head> head(WorkspaceId workspace);

    /** Entries after {@code seq}, oldest first. */
    List<LedgerEntry> after(WorkspaceId workspace, long seq, int limit);

    /** Entries before {@code seq}, newest first, of one action unless null. */
    List<LedgerEntry> before(WorkspaceId workspace, long seq, @Nullable String action, int limit);
}
