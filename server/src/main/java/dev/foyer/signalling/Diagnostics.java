package dev.foyer.signalling;

import dev.foyer.kernel.Ids;
import dev.foyer.kernel.Json;
import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.RefusalCode;
import dev.foyer.kernel.RoomId;
import dev.foyer.session.RolePolicy;
import dev.foyer.session.RoomPolicy;
import dev.foyer.token.AuthToken;
import dev.foyer.token.AuthTokens;
import dev.foyer.token.FailureBudget;
import dev.foyer.workspace.WorkspaceStore;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rooms in which somebody tests a connection: live like any other, but stored nowhere, a fresh one for every token, so that
 * strangers never meet. Whoever holds a token is alone there, or with a second tab, for a few minutes.
 */
public final class Diagnostics implements Admissions {
    private static final String PREFIX = "diagnostics-";
    private static final String ROLE = "diagnostics";
    private static final int MAX_PEERS = 2;
    private static final int MAX_SECONDS = 300;

    private final Admissions others;
    private final AuthTokens tokens;
    private final WorkspaceStore workspaces;
    private final FailureBudget budget;
    private final Ids ids;

    /**
     * @param others decides about all other rooms
     * @param budget of its own: every token that is given away counts against it
     */
    public Diagnostics(Admissions others, AuthTokens tokens, WorkspaceStore workspaces, FailureBudget budget, Ids ids) {
        this.others = others;
        this.tokens = tokens;
        this.workspaces = workspaces;
        this.budget = budget;
        this.ids = ids;
    }

    /**
     * A token for a new test room.
     *
     * @throws Refusal 429 when this address, or everybody together, has had too many
     */
    public AuthTokens.Minted token(String address) {
        if (!budget.spend(address)) {
            throw Refusal.of(RefusalCode.RATE_LIMITED);
        }
        var workspace = workspaces.first().orElseThrow(() -> Refusal.of(RefusalCode.NOT_FOUND));
        RoomId room = new RoomId(PREFIX + ids.next());
        return tokens.mint(workspace, room, ROLE, ROLE, Json.object());
    }

    @Override
    public Admission admit(String authToken, String peerId) {
        AuthToken token;
        try {
            token = tokens.verify(authToken);
        } catch (Refusal refusal) {
            return new Admission.Refused(401, refusal.text());
        }
        String room = token.roomId().text();
        return room.startsWith(PREFIX) && token.role().equals(ROLE)
                ? new Admission.Admitted(token.userId(), ROLE, TokenAdmissions.digest(authToken.strip()), policy(room))
                : others.admit(authToken, peerId);
    }

    private static RoomPolicy policy(String room) {
        RolePolicy.Encoding audio = new RolePolicy.Encoding("opus", 32);
        RolePolicy.Encoding video = new RolePolicy.Encoding("vp8", 300);
        RolePolicy role = new RolePolicy(
                ROLE, Set.of("audio", "video"), audio, video, video, Set.of(ROLE), Set.of(), 1, MAX_PEERS);
        ObjectNode known = Json.object();
        known.set(ROLE, described());
        return new RoomPolicy(
                0,
                "diagnostics",
                room,
                "Connection test",
                "",
                MAX_PEERS,
                MAX_SECONDS,
                false,
                known,
                Json.object(),
                Json.object(),
                Map.of(ROLE, role));
    }

    /** The same role as clients read it. */
    private static ObjectNode described() {
        ObjectNode role = Json.object().put("name", ROLE).put("priority", 1).put("maxPeerCount", MAX_PEERS);
        ObjectNode publish = role.putObject("publishParams");
        publish.putArray("allowed").add("audio").add("video");
        publish.putObject("audio").put("bitRate", 32).put("codec", "opus");
        publish.putObject("video")
                .put("bitRate", 300)
                .put("codec", "vp8")
                .put("frameRate", 30)
                .put("width", 480)
                .put("height", 360);
        publish.putObject("screen")
                .put("codec", "vp8")
                .put("frameRate", 10)
                .put("width", 1920)
                .put("height", 1080);
        ObjectNode subscribe = role.putObject("subscribeParams").put("maxSubsBitRate", 3200);
        subscribe.putArray("subscribeToRoles").add(ROLE);
        subscribe.putObject("subscribeDegradation");
        role.putObject("permissions");
        return role;
    }
}
