package dev.foyer.workspace;

import dev.foyer.kernel.Redacted;
import dev.foyer.kernel.WorkspaceId;
import java.time.Instant;

/**
 * Who owns templates and rooms, together with one of its keys: the one that signed the token in hand, otherwise the newest.
 *
 * @param id the customer id on the wire
 * @param accessKey claim {@code access_key} of its tokens
 * @param secret HMAC key of its tokens: the UTF-8 bytes of this text
 */
public record Workspace(
        WorkspaceId id, String name, String appId, String accessKey, Redacted secret, Instant createdAt) {}
