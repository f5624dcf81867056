package dev.foyer.gate;

import dev.foyer.kernel.RoomCodeId;
import dev.foyer.kernel.WorkspaceId;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Keeps switches. */
interface SwitchStore {
    /** The version of every workspace that ever changed something. */
    Map<WorkspaceId, Long> versions();

    /** The present state; open when nothing was ever changed. Its epoch is never newer than its switches. */
    WorkspaceGate load(WorkspaceId workspace);

    /**
     * Changes a workspace in one transaction that no other change of it overlaps. Nothing is written when {@code work} returns
     * what it was given.
     *
     * @param forget switches that went on before this moment and concern no living token are dropped
     * @return what is stored now
     */
    WorkspaceGate change(WorkspaceId workspace, Instant forget, UnaryOperator<WorkspaceGate> work);

    /** Whether the workspace has a code of that id. */
    boolean hasCode(WorkspaceId workspace, RoomCodeId id);

    /** How many enabled codes a switch covers. */
    int countCodes(SwitchTarget target);
}
