package dev.foyer.gate;

import dev.foyer.kernel.WorkspaceId;

/**
 * What a switch is for.
 *
 * @param id of the code, the room, the template (also for a role) or the workspace
 * @param role empty for all scopes but {@link SwitchScope#ROLE}
 */
public record SwitchTarget(WorkspaceId workspace, SwitchScope scope, String id, String role)
        implements Comparable<SwitchTarget> {
    static SwitchTarget ofWorkspace(WorkspaceId workspace) {
        return new SwitchTarget(workspace, SwitchScope.WORKSPACE, workspace.text(), "");
    }

    /** Sorts and pages lists; unique within a workspace. */
    String key() {
        return scope.wire() + ":" + id + ":" + role;
    }

    @Override
    public int compareTo(SwitchTarget other) {
        int byWorkspace = workspace.compareTo(other.workspace);
        return byWorkspace != 0 ? byWorkspace : key().compareTo(other.key());
    }
}
