package dev.foyer.signalling;

import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.RefusalCode;
import dev.foyer.room.Room;
import dev.foyer.room.RoomStore;
import dev.foyer.roomcode.CodeClaims;
import dev.foyer.roomcode.EntryRule;
import dev.foyer.session.Origin;
import dev.foyer.session.Pass;
import dev.foyer.template.Template;
import dev.foyer.template.TemplateStore;
import dev.foyer.token.AuthToken;
import dev.foyer.token.AuthTokens;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Admission by auth token: the token is ours and lives, the room is open, the role is in its template. */
public final class TokenAdmissions implements Admissions {
    private final AuthTokens tokens;
    private final RoomStore rooms;
    private final TemplateStore templates;
    private final List<EntryRule> rules;

    /**
     * @param rules asked in this order once room and role are found good
     */
    public TokenAdmissions(AuthTokens tokens, RoomStore rooms, TemplateStore templates, List<EntryRule> rules) {
        this.tokens = tokens;
        this.rooms = rooms;
        this.templates = templates;
        this.rules = List.copyOf(rules);
    }

    @Override
    public Admission admit(String authToken, String peerId) {
        AuthToken token;
        try {
            token = tokens.verify(authToken);
        } catch (Refusal refusal) {
            return new Admission.Refused(401, refusal.text());
        }
        Room room = rooms.find(token.roomId())
                .filter(found -> found.workspaceId().equals(token.workspaceId()))
                .orElse(null);
        if (room == null || !room.enabled()) {
            return new Admission.Refused(403, "room is not active");
        }
        @Nullable Template template = templates.find(room.templateId()).orElse(null);
        if (template == null || template.role(token.role()).isEmpty()) {
            return new Admission.Refused(400, "role is invalid");
        }
        boolean shut = false;
        for (EntryRule rule : rules) {
            try {
                rule.admit(token.claims(), room);
            } catch (Refusal refusal) {
                if (refusal.code() != RefusalCode.LINKS_OFF) {
                    return new Admission.Refused(403, refusal.text());
                }
                shut = true;
            }
        }
        return new Admission.Admitted(
                token.userId(),
                token.role(),
                digest(authToken.strip()),
                RoomPolicies.of(room, template),
                pass(token, room),
                origin(token, shut));
    }

    private static Origin origin(AuthToken token, boolean shut) {
        return new Origin(
                token.workspaceId().text(),
                token.claims().path("code_id").asString(""),
                token.role(),
                token.claims().path("epoch").asLong(0),
                shut);
    }

    private @Nullable Pass pass(AuthToken token, Room room) {
        CodeClaims code = CodeClaims.of(token.claims());
        if (code == null) {
            return null;
        }
        boolean onlyBack = rules.stream().anyMatch(rule -> rule.onlyBack(token.claims(), room));
        return new Pass(
                code.codeId(), code.entry(), code.use(), code.holder(), code.name(), code.maxConcurrent(), onlyBack);
    }

    static String digest(String token) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
