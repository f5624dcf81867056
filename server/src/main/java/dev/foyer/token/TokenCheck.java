package dev.foyer.token;

import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.RefusalCode;
import dev.foyer.workspace.Workspace;
import dev.foyer.workspace.WorkspaceStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What both kinds of token have in common: access key, signature, lifetime, version, type. */
final class TokenCheck {
    /** Customers' clocks are off, and their samples set {@code nbf} to now. */
    private static final Duration LEEWAY = Duration.ofSeconds(60);

    private final WorkspaceStore workspaces;
    private final InstantSource clock;

    TokenCheck(WorkspaceStore workspaces, InstantSource clock) {
        this.workspaces = workspaces;
        this.clock = clock;
    }

    /** A token that holds. */
    record Checked(Workspace workspace, ObjectNode claims, Instant expiresAt) {}

    Checked check(String token, String type) {
        Jwt jwt = Jwt.parse(token.strip());
        ObjectNode claims = jwt.claims();
        Workspace workspace =
                workspaces.findByAccessKey(text(claims, "access_key")).orElseThrow(() -> invalid("not found"));
        if (!jwt.signedWith(workspace.secret())) {
            throw invalid("signature is invalid");
        }
        Instant expires = time(claims, "exp");
        Instant now = clock.instant();
        if (expires == null || !now.isBefore(expires.plus(LEEWAY))) {
            throw invalid("token is expired");
        }
        Instant notBefore = time(claims, "nbf");
        if (notBefore != null && now.plus(LEEWAY).isBefore(notBefore)) {
            throw invalid("token is not valid yet");
        }
        if (!claims.path("version").asString("").equals("2")) {
            throw invalid("token version not allowed");
        }
        if (!type.equals(text(claims, "type"))) {
            throw invalid("token type not allowed");
        }
        return new Checked(workspace, claims, expires);
    }

    /** The token of a {@code Bearer} header. */
    static String bearer(@Nullable String header) {
        String text = header == null ? "" : header.strip();
        if (!text.regionMatches(true, 0, "Bearer ", 0, 7) || text.length() == 7) {
            throw Refusal.of(RefusalCode.AUTHENTICATION_MISSING);
        }
        return text.substring(7).strip();
    }

    static Refusal invalid(String detail) {
        return Refusal.of(RefusalCode.TOKEN_INVALID, detail);
    }

    /** A text claim; empty when absent or of another kind. */
    static String text(ObjectNode claims, String name) {
        JsonNode node = claims.path(name);
        return node.isString() ? node.stringValue() : "";
    }

    private static @Nullable Instant time(ObjectNode claims, String name) {
        JsonNode node = claims.path(name);
        // Beyond the year 9999 nobody means a date; the bound keeps the arithmetic safe.
        return node.isNumber() && Math.abs(node.doubleValue()) < 253_402_300_800.0
                ? Instant.ofEpochMilli((long) (node.doubleValue() * 1000))
                : null;
    }
}
