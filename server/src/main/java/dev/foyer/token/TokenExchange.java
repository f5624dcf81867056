package dev.foyer.token;

import dev.foyer.kernel.Fields;
import dev.foyer.kernel.Json;
import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.RefusalCode;
import dev.foyer.room.Room;
import dev.foyer.room.Rooms;
import dev.foyer.roomcode.Entry;
import dev.foyer.roomcode.EntryRule;
import dev.foyer.roomcode.RoomCode;
import dev.foyer.roomcode.RoomCodes;
import dev.foyer.template.Template;
import dev.foyer.workspace.Workspace;
import dev.foyer.workspace.WorkspaceStore;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** A room code for an auth token. */
public final class TokenExchange {
    private static final int MAX_USER_ID = 256;
    /** The code was right, something else is asked for or has to be waited for: no guess, and told as it is. */
    private static final Set<RefusalCode> PASSED = EnumSet.of(
            RefusalCode.PIN_REQUIRED,
            RefusalCode.PIN_WRONG,
            RefusalCode.CODE_EARLY,
            RefusalCode.CODE_CROWDED,
            RefusalCode.LOBBY_WAITING,
            RefusalCode.LOBBY_DENIED,
            RefusalCode.INVALID_BODY);

    private final RoomCodes codes;
    private final Rooms rooms;
    private final WorkspaceStore workspaces;
    private final AuthTokens tokens;
    private final FailureBudget budget;
    private final List<EntryRule> rules;
    private final InstantSource clock;

    /**
     * @param rules asked in this order once code, room and role are found good
     */
    public TokenExchange(
            RoomCodes codes,
            Rooms rooms,
            WorkspaceStore workspaces,
            AuthTokens tokens,
            FailureBudget budget,
            List<EntryRule> rules,
            InstantSource clock) {
        this.codes = codes;
        this.rooms = rooms;
        this.workspaces = workspaces;
        this.tokens = tokens;
        this.budget = budget;
        this.rules = List.copyOf(rules);
        this.clock = clock;
    }

    /**
     * The token for {@code {code, user_id?}}.
     *
     * @throws Refusal 404 for an unknown code, 403 for one that is switched off or whose room is; only 404 once the budget of
     *     wrong codes is spent
     */
    public AuthTokens.Minted exchange(ObjectNode body, String address) {
        String letters = Fields.text(body, "code");
        String userId = Fields.text(body, "user_id");
        if (letters == null) {
            throw Fields.invalid("code is required");
        }
        if (userId != null && userId.length() > MAX_USER_ID) {
            throw Fields.invalid("user_id is longer than " + MAX_USER_ID + " characters");
        }
        try {
            String id = userId == null || userId.isEmpty() ? UUID.randomUUID().toString() : userId;
            return exchange(letters, body, id, address);
        } catch (Refusal refusal) {
            if (PASSED.contains(refusal.code())) {
                throw refusal;
            }
            boolean spent = budget.spent(address);
            budget.failed(address);
            throw spent ? Refusal.of(RefusalCode.ROOM_CODE_UNKNOWN) : refusal;
        }
    }

    private AuthTokens.Minted exchange(String letters, ObjectNode body, String userId, String address) {
        RoomCode code = codes.find(letters).orElseThrow(() -> Refusal.of(RefusalCode.ROOM_CODE_UNKNOWN));
        try {
            Entry entry = entry(code, body, userId, address);
            AuthTokens.Minted minted = mint(entry);
            rules.forEach(rule -> rule.exchanged(entry));
            return minted;
        } catch (Refusal refusal) {
            rules.forEach(rule -> rule.refused(code, refusal));
            throw refusal;
        }
    }

    private Entry entry(RoomCode code, ObjectNode body, String userId, String address) {
        Room room = rooms.find(code.roomId()).orElseThrow(() -> Refusal.of(RefusalCode.ROOM_CODE_UNKNOWN));
        if (!code.enabled()) {
            throw Refusal.of(RefusalCode.CODE_DISABLED);
        }
        if (!room.enabled()) {
            throw Refusal.saying(RefusalCode.ROOM_DISABLED, "room is disabled");
        }
        Template template = rooms.templateOf(room);
        if (template.role(code.role()).isEmpty()) {
            throw Refusal.of(RefusalCode.ROLE_NOT_ALLOWED);
        }
        return new Entry(code, room, template, body, userId, address, clock.instant());
    }

    private AuthTokens.Minted mint(Entry entry) {
        ObjectNode claims = Json.object();
        rules.forEach(rule -> rule.exchange(entry, claims));
        Room room = entry.room();
        Workspace workspace = workspaces
                .find(room.workspaceId())
                .orElseThrow(() -> new IllegalStateException("room " + room.id() + " has no workspace"));
        return tokens.mint(workspace, room.id(), entry.code().role(), entry.userId(), claims);
    }
}
