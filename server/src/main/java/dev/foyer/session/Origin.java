package dev.foyer.session;

/**
 * How somebody came in.
 *
 * @param workspaceId empty for {@link #SIGNED}
 * @param codeId the room code that was traded for the token; empty when a customer's own server signed it
 * @param role of the token; a peer keeps it here whatever becomes of its role in the room
 * @param epoch of the workspace's switches when the token was made
 * @param returning may only take up a place that it still holds: the door was shut after its token was made
 */
public record Origin(String workspaceId, String codeId, String role, long epoch, boolean returning) {
    /** With a token that a customer signed. */
    public static final Origin SIGNED = new Origin("", "", "", 0, false);

    boolean byCode() {
        return !codeId.isEmpty();
    }
}
