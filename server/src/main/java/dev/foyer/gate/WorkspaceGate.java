package dev.foyer.gate;

import dev.foyer.room.Room;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything about one workspace's links at one moment; immutable.
 *
 * @param version counts up with every change
 * @param epoch counts up when a switch goes off
 * @param uniform every failed exchange is answered alike
 * @param legacy links by room id and role work, too
 */
record WorkspaceGate(long version, long epoch, boolean uniform, boolean legacy, Map<SwitchTarget, Switch> switches) {
    static final WorkspaceGate OPEN = new WorkspaceGate(0, 0, false, false, Map.of());

    WorkspaceGate {
        switches = Map.copyOf(switches);
    }

    Optional<Switch> find(SwitchTarget target) {
        return Optional.ofNullable(switches.get(target));
    }

    /** Those that cover a code, the widest first. */
    Stream<Switch> covering(String codeId, Room room, String role) {
        if (switches.isEmpty()) {
            return Stream.empty();
        }
        String template = room.templateId().text();
        var workspace = room.workspaceId();
        return Stream.of(
                        SwitchTarget.ofWorkspace(workspace),
                        new SwitchTarget(workspace, SwitchScope.TEMPLATE, template, ""),
                        new SwitchTarget(workspace, SwitchScope.ROOM, room.id().text(), ""),
                        new SwitchTarget(workspace, SwitchScope.ROLE, template, role),
                        new SwitchTarget(workspace, SwitchScope.CODE, codeId, ""))
                .map(switches::get)
                .flatMap(Stream::ofNullable);
    }

    WorkspaceGate with(Switch changed, long newEpoch) {
        Map<SwitchTarget, Switch> more = new HashMap<>(switches);
        more.put(changed.target(), changed);
        return new WorkspaceGate(version, newEpoch, uniform, legacy, more);
    }

    WorkspaceGate uniform(boolean wanted) {
        return new WorkspaceGate(version, epoch, wanted, legacy, switches);
    }

    WorkspaceGate legacy(boolean wanted) {
        return new WorkspaceGate(version, epoch, uniform, wanted, switches);
    }
}
