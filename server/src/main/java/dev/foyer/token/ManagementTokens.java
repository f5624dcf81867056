package dev.foyer.token;

import dev.foyer.workspace.Workspace;
import dev.foyer.workspace.WorkspaceStore;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Checks the tokens of customers' own servers. */
public final class ManagementTokens {
    private final TokenCheck check;

    public ManagementTokens(WorkspaceStore workspaces, InstantSource clock) {
        this.check = new TokenCheck(workspaces, clock);
    }

    /**
     * The workspace that signed the token of an {@code Authorization} header.
     *
     * @throws dev.foyer.kernel.Refusal with status 401
     */
    public Workspace verify(@Nullable String header) {
        return check.check(TokenCheck.bearer(header), "management").workspace();
    }
}
