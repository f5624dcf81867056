package dev.foyer.token;

import dev.foyer.kernel.RoomId;
import dev.foyer.kernel.WorkspaceId;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * A checked auth token: signature, lifetime and type are right. Whether the room is open and the role exists is asked at the
 * join, because both may change after the token was made.
 *
 * @param userId the customer's id of the person; empty when the token has none
 * @param tokenId claim {@code jti}, empty when absent
 * @param claims everything that was signed. Not to be changed
 */
public record AuthToken(
        WorkspaceId workspaceId,
        RoomId roomId,
        String userId,
        String role,
        String tokenId,
        Instant expiresAt,
        ObjectNode claims) {}
