package dev.foyer.token;

import dev.foyer.kernel.Fields;
import dev.foyer.kernel.Json;
import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.RefusalCode;
import dev.foyer.kernel.WorkspaceId;
import dev.foyer.link.LinkHost;
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
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
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
    private final UniformAnswers answers;
    private final Predicate<WorkspaceId> legacyLinks;

    /** Failures are told apart as 100ms does. */
    public TokenExchange(
            RoomCodes codes,
            Rooms rooms,
            WorkspaceStore workspaces,
            AuthTokens tokens,
            FailureBudget budget,
            List<EntryRule> rules,
            InstantSource clock) {
        this(codes, rooms, workspaces, tokens, budget, rules, clock, UniformAnswers.NEVER, workspace -> false);
    }

    /**
     * @param rules asked in this order once code, room and role are found good
     * @param legacyLinks which workspaces let somebody in by room id and role
     */
    public TokenExchange(
            RoomCodes codes,
            Rooms rooms,
            WorkspaceStore workspaces,
            AuthTokens tokens,
            FailureBudget budget,
            List<EntryRule> rules,
            InstantSource clock,
            UniformAnswers answers,
            Predicate<WorkspaceId> legacyLinks) {
        this.codes = codes;
        this.rooms = rooms;
        this.workspaces = workspaces;
        this.tokens = tokens;
        this.budget = budget;
        this.rules = List.copyOf(rules);
        this.clock = clock;
        this.answers = answers;
        this.legacyLinks = legacyLinks;
    }

    /** As {@link #exchange(ObjectNode, String, LinkHost)} at nobody's host. */
    public AuthTokens.Minted exchange(ObjectNode body, String address) {
        return exchange(body, address, LinkHost.OPEN);
    }

    /**
     * The token for {@code {code, user_id?, proof?}}, or {@code room_id} and {@code role} in place of the code.
     *
     * @param host under which the link was opened
     * @throws Refusal 404 for an unknown code and one that does not belong to the host, 403 for one that is switched off
     *     or whose room is, always 404 for a workspace that wants uniform answers; 429 with a challenge when too many codes were wrong, whatever the code is
     */
    public AuthTokens.Minted exchange(ObjectNode body, String address, LinkHost host) {
        Shown shown = Shown.in(body);
        String asked = Fields.text(body, "user_id");
        String proof = Fields.text(body, "proof");
        String userId = asked == null ? "" : asked;
        if (userId.length() > MAX_USER_ID) {
            throw Fields.invalid("user_id is longer than " + MAX_USER_ID + " characters");
        }
        FailureBudget.Look look =
                budget.look(new FailureBudget.Guess(address, host.name(), userId, shown.letters(), proof));
        Runnable after = look::spare;
        try {
            Shown.Found found = shown.find(codes, rooms, legacyLinks);
            try {
                String id = userId.isEmpty() ? UUID.randomUUID().toString() : userId;
                Entry entry = entry(found, host, body, id, address);
                AuthTokens.Minted minted = mint(entry);
                after = look::right;
                rules.forEach(rule -> rule.exchanged(entry));
                return minted;
            } catch (Refusal refusal) {
                tellRefused(found.code(), refusal);
                boolean uniform =
                        found.room() != null && answers.uniform(found.room().workspaceId());
                Refusal told = uniform && hides(refusal) ? Refusal.of(RefusalCode.ROOM_CODE_UNKNOWN) : refusal;
                if (told.code() == RefusalCode.ROOM_CODE_UNKNOWN) {
                    after = look::wrong;
                }
                throw told;
            }
        } finally {
            after.run();
        }
    }

    /** Whether an answer must be of the same kind, and take the same time, as that for a code that never existed. */
    public boolean looksUnknown(Refusal refusal) {
        return refusal.code() == RefusalCode.ROOM_CODE_UNKNOWN && answers.anyUniform();
    }

    private void tellRefused(@Nullable RoomCode code, Refusal refusal) {
        if (code != null) {
            rules.forEach(rule -> rule.refused(code, refusal));
        }
    }

    /** What may not be told apart from a code that never existed. */
    private static boolean hides(Refusal refusal) {
        return !PASSED.contains(refusal.code()) && (refusal.status() == 403 || refusal.status() == 404);
    }

    private Entry entry(Shown.Found found, LinkHost host, ObjectNode body, String userId, String address) {
        RoomCode code = found.code();
        Room room = found.room();
        Template template = found.template();
        if (code == null || room == null || template == null || !host.leadsTo(template)) {
            throw Refusal.of(RefusalCode.ROOM_CODE_UNKNOWN);
        }
        if (!code.enabled()) {
            throw Refusal.of(RefusalCode.CODE_DISABLED);
        }
        if (!room.enabled()) {
            throw Refusal.saying(RefusalCode.ROOM_DISABLED, "room is disabled");
        }
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
