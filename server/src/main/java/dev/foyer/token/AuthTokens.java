package dev.foyer.token;

import dev.foyer.kernel.RoomId;
import dev.foyer.workspace.Workspace;
import dev.foyer.workspace.WorkspaceStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Makes and checks the tokens with which a person joins a room. */
public final class AuthTokens {
    /** Clients keep one token for the whole call, reconnects included. */
    private static final Duration LIFETIME = Duration.ofHours(24);

    private final TokenCheck check;
    private final InstantSource clock;

    public AuthTokens(WorkspaceStore workspaces, InstantSource clock) {
        this.check = new TokenCheck(workspaces, clock);
        this.clock = clock;
    }

    /** A token as text, with the moment it ends. */
    public record Minted(String token, Instant expiresAt) {}

    /**
     * A token for 24 hours.
     *
     * @param more further claims, none of ours among them
     */
    public Minted mint(Workspace workspace, RoomId room, String role, String userId, ObjectNode more) {
        Instant now = clock.instant();
        Instant expires = now.plus(LIFETIME);
        ObjectNode claims = more.deepCopy()
                .put("access_key", workspace.accessKey())
                .put("type", "app")
                .put("version", 2)
                .put("room_id", room.text())
                .put("role", role)
                .put("user_id", userId)
                .put("iat", now.getEpochSecond())
                .put("nbf", now.getEpochSecond())
                .put("exp", expires.getEpochSecond())
                .put("jti", UUID.randomUUID().toString());
        return new Minted(Jwt.sign(claims, workspace.secret()), Instant.ofEpochSecond(expires.getEpochSecond()));
    }

    /**
     * Checks a token.
     *
     * @throws dev.foyer.kernel.Refusal with status 401
     */
    public AuthToken verify(String token) {
        TokenCheck.Checked checked = check.check(token, "app");
        String room = TokenCheck.text(checked.claims(), "room_id");
        String role = TokenCheck.text(checked.claims(), "role");
        if (room.isBlank() || room.length() > 100 || role.isBlank()) {
            throw TokenCheck.invalid("room_id and role are required");
        }
        return new AuthToken(
                checked.workspace().id(),
                new RoomId(room),
                TokenCheck.text(checked.claims(), "user_id"),
                role,
                TokenCheck.text(checked.claims(), "jti"),
                checked.expiresAt(),
                checked.claims());
    }

    /** As {@link #verify}, from an {@code Authorization} header. */
    public AuthToken verifyHeader(@Nullable String header) {
        return verify(TokenCheck.bearer(header));
    }
}
