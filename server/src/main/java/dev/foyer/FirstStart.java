package dev.foyer;

import dev.foyer.kernel.Json;
import dev.foyer.kernel.PageRequest;
import dev.foyer.room.Room;
import dev.foyer.room.RoomFilter;
import dev.foyer.room.Rooms;
import dev.foyer.roomcode.RoomCode;
import dev.foyer.roomcode.RoomCodes;
import dev.foyer.template.Presets;
import dev.foyer.template.Template;
import dev.foyer.template.Templates;
import dev.foyer.workspace.CredentialsFile;
import dev.foyer.workspace.Workspace;
import dev.foyer.workspace.WorkspaceStore;
import dev.foyer.workspace.Workspaces;
import java.util.List;
import java.util.Optional;

/** Sees to it that there is something to join: a workspace, a template, a room with codes. What exists is kept. */
final class FirstStart {
    private static final String ROOM = "Lobby";

    private final WorkspaceStore store;
    private final Workspaces workspaces;
    private final Templates templates;
    private final Rooms rooms;
    private final RoomCodes codes;
    private final CredentialsFile credentials;

    FirstStart(
            WorkspaceStore store,
            Workspaces workspaces,
            Templates templates,
            Rooms rooms,
            RoomCodes codes,
            CredentialsFile credentials) {
        this.store = store;
        this.workspaces = workspaces;
        this.templates = templates;
        this.rooms = rooms;
        this.codes = codes;
        this.credentials = credentials;
    }

    /** What there is to join. The codes are of the default room and empty when someone disabled or removed it. */
    record Ready(Workspace workspace, Optional<Template> template, List<RoomCode> codes) {}

    Ready run() {
        Workspace workspace = store.first().orElseGet(this::create);
        credentials.write(workspace);
        Optional<Template> template = templates.standard(workspace.id());
        return new Ready(workspace, template, lobbyCodes(workspace));
    }

    private Workspace create() {
        Workspace workspace = workspaces.create();
        templates.create(workspace.id(), Presets.videoConferencing().put("default", true));
        Room room = rooms.createOrUpdate(workspace.id(), Json.object().put("name", ROOM));
        codes.createForRoom(workspace.id(), room.id());
        return workspace;
    }

    private List<RoomCode> lobbyCodes(Workspace workspace) {
        RoomFilter lobby = new RoomFilter(true, ROOM, null, null, null);
        return rooms.list(workspace.id(), lobby, new PageRequest(10, null)).data().stream()
                .findFirst()
                .map(room -> codes.list(workspace.id(), room.id(), null, true))
                .orElse(List.of());
    }
}
