package dev.foyer.session;

import org.jspecify.annotations.Nullable;

/**
 * People of one workspace who came in by room codes before an epoch of its switches. A null narrows nothing.
 *
 * @param role in which they came in
 */
public record Guests(
        String workspaceId,
        @Nullable String templateId,
        @Nullable String roomId,
        @Nullable String role,
        @Nullable String codeId,
        long beforeEpoch) {
    boolean include(Origin origin, RoomPolicy policy) {
        return origin.byCode()
                && origin.workspaceId().equals(workspaceId)
                && origin.epoch() < beforeEpoch
                && (templateId == null || templateId.equals(policy.templateId()))
                && (roomId == null || roomId.equals(policy.roomId()))
                && (role == null || role.equals(origin.role()))
                && (codeId == null || codeId.equals(origin.codeId()));
    }
}
