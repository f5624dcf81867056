package dev.foyer.audit;

import dev.foyer.kernel.Json;
import dev.foyer.kernel.WorkspaceId;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * One thing that somebody did.
 *
 * @param seq 1, 2, 3… in its workspace
 * @param actor {@code key:<access key>}, {@code member:<id>}, {@code operator} or {@code clock}
 * @param action {@code noun.verb}
 * @param target what it was done to: ids and the names of the members that were sent, never their values. JSON text
 * @param hash keyed hash over this entry and the hash before
 */
public record LedgerEntry(
        WorkspaceId workspace, long seq, Instant at, String actor, String action, String target, String hash) {
    /** What a chain without entries ends with. */
    static final String START = "";

    /** What the hash is made of: every value at a place of its own, so that none can be moved into another. */
    String sealed(String before) {
        ObjectNode all = Json.object()
                .put("before", before)
                .put("workspace", workspace.text())
                .put("seq", seq)
                .put("at", at.toEpochMilli())
                .put("actor", actor)
                .put("action", action)
                .put("target", target);
        return Json.write(all);
    }

    LedgerEntry withHash(String newHash) {
        return new LedgerEntry(workspace, seq, at, actor, action, target, newHash);
    }
}
