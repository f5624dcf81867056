package dev.foyer.poll;

import dev.foyer.kernel.PollId;
import dev.foyer.kernel.WorkspaceId;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * Questions that can be put to the people in a room.
 *
 * @param body all members but the id, complete: {@code title}, {@code duration} in seconds, {@code questions} and so on. Not to
 *     be changed
 */
public record Poll(PollId id, WorkspaceId workspaceId, ObjectNode body, Instant createdAt, Instant updatedAt) {}
