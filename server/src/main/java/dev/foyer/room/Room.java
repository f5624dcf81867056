package dev.foyer.room;

import dev.foyer.kernel.RoomId;
import dev.foyer.kernel.TemplateId;
import dev.foyer.kernel.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A lasting place to meet.
 *
 * @param name unique in its workspace without regard to case
 * @param enabled nobody may join a disabled room; people inside stay
 * @param size most peers at a time; null for no limit of its own
 * @param maxDurationSeconds a session of that age is ended; null for none
 * @param recordingInfo as given; null means that the room follows its template. Not to be changed
 * @param polls ids of linked polls
 * @param webhook {@code {url, headers}} as given, instead of the workspace's. Not to be changed
 */
public record Room(
        RoomId id,
        WorkspaceId workspaceId,
        TemplateId templateId,
        String name,
        String description,
        boolean enabled,
        String region,
        boolean largeRoom,
        @Nullable Integer size,
        @Nullable Integer maxDurationSeconds,
        @Nullable ObjectNode recordingInfo,
        List<String> polls,
        @Nullable ObjectNode webhook,
        Instant createdAt,
        Instant updatedAt) {
    public Room {
        polls = List.copyOf(polls);
    }

    /** The name as it is compared. */
    public String nameKey() {
        return nameKey(name);
    }

    /** A name as names are compared. */
    public static String nameKey(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
