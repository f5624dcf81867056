package dev.foyer.token;

import dev.foyer.kernel.Fields;
import dev.foyer.kernel.RoomId;
import dev.foyer.kernel.WorkspaceId;
import dev.foyer.room.Room;
import dev.foyer.room.Rooms;
import dev.foyer.roomcode.RoomCode;
import dev.foyer.roomcode.RoomCodes;
import dev.foyer.template.Template;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What somebody shows at the door: the letters of a code or, where the workspace lets such links in, a room's id and a role,
 * which stand for the plain code of that role. See docs/adr/0012.
 *
 * @param letters of the code; for a room and role their text, by which wrong ones are counted
 * @param roomId null when a code is shown
 * @param role null when a code is shown
 */
record Shown(
        String letters, @Nullable String roomId, @Nullable String role) {
    private static final int MAX_CODE = 64;
    private static final int MAX_NAME = 100;
    /** Looked for where there is nothing to look for, so that every failure costs the same reads. */
    private static final String NO_CODE = "-";

    private static final RoomId NO_ROOM = new RoomId("-");

    /** What is there; all null when the door stays shut. */
    record Found(
            @Nullable RoomCode code,
            @Nullable Room room,
            @Nullable Template template) {}

    /** Of the body of a call; a code wins over a room and role. */
    static Shown in(ObjectNode body) {
        String code = Fields.text(body, "code");
        String room = Fields.text(body, "room_id");
        String role = Fields.text(body, "role");
        if (code != null) {
            return new Shown(code, null, null);
        }
        if (room == null || role == null) {
            throw Fields.invalid("code is required");
        }
        return new Shown(room + "/" + role, room, role);
    }

    /** One read each for code, room and template, whatever there is. */
    Found find(RoomCodes codes, Rooms rooms, Predicate<WorkspaceId> legacyLinks) {
        return roomId == null || role == null
                ? byLetters(codes, rooms)
                : byRole(roomId, role, codes, rooms, legacyLinks);
    }

    private Found byLetters(RoomCodes codes, Rooms rooms) {
        boolean readable = !letters.isBlank() && letters.strip().length() <= MAX_CODE;
        RoomCode code = codes.find(readable ? letters : NO_CODE).orElse(null);
        Room room = room(rooms, code == null ? NO_ROOM : code.roomId());
        return new Found(code, room, room == null ? null : rooms.templateOf(room));
    }

    private static Found byRole(
            String roomId, String role, RoomCodes codes, Rooms rooms, Predicate<WorkspaceId> legacyLinks) {
        boolean readable = !roomId.isBlank()
                && roomId.length() <= MAX_NAME
                && role.length() <= MAX_NAME
                && (roomId + role).chars().noneMatch(Character::isISOControl);
        RoomId id = readable ? new RoomId(roomId) : NO_ROOM;
        Room room = room(rooms, id);
        RoomCode code = codes.findPlain(room == null ? NO_ROOM : id, role).orElse(null);
        Template template = room == null ? null : rooms.templateOf(room);
        boolean open = room != null && legacyLinks.test(room.workspaceId());
        return open && code != null ? new Found(code, room, template) : new Found(null, null, null);
    }

    /** Twice when it is not there, for the template that will not be read. */
    private static @Nullable Room room(Rooms rooms, RoomId id) {
        Room room = rooms.find(id).orElse(null);
        if (room == null) {
            rooms.find(NO_ROOM);
        }
        return room;
    }
}
