package dev.foyer.roomcode;

import dev.foyer.kernel.Fields;
import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.RefusalCode;
import dev.foyer.kernel.RoomCodeId;
import dev.foyer.kernel.Timestamps;
import dev.foyer.room.Room;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The policy of a code. Has to be the last rule, because it takes a use. Whoever is inside comes back whatever has become of
 * the code meanwhile; whoever is not is held against the code as it is now, also with a token of before.
 */
public final class CodeRule implements EntryRule {
    private static final int MAX_ENTRY = 64;
    private static final int MAX_PIN = 64;

    private final RoomCodes codes;
    private final CodeUses uses;
    private final PeopleInside inside;
    private final Lobby lobby;
    private final Pins pins;
    private final PinBudget budget;
    private final Devices devices;
    private final UnaryOperator<String> block;
    private final InstantSource clock;

    /** @param block the part of an address that one guesser is assumed to own */
    public CodeRule(
            RoomCodes codes,
            CodeUses uses,
            PeopleInside inside,
            Lobby lobby,
            Pins pins,
            Devices devices,
            UnaryOperator<String> block,
            InstantSource clock) {
        this.codes = codes;
        this.uses = uses;
        this.inside = inside;
        this.lobby = lobby;
        this.pins = pins;
        this.budget = new PinBudget(clock);
        this.devices = devices;
        this.block = block;
        this.clock = clock;
    }

    @Override
    public void exchange(Entry entry, ObjectNode claims) {
        RoomCode code = entry.code();
        CodePolicy policy = code.policy();
        String id = UUID.randomUUID().toString();
        String device = devices.of(code.id(), entry.asked());
        if (policy.isNone()) {
            new CodeClaims(code.id().text(), id, id, null, null, 0, "", false).write(claims);
            return;
        }
        String holder = device == null ? id : device;
        requireOpen(policy, entry.now());
        String pin = requirePin(entry, device);
        requirePlace(code, holder);
        requireLetIn(entry, device);
        CodePolicy.Subject subject = policy.subject();
        Integer most = policy.maxConcurrent();
        new CodeClaims(
                        code.id().text(),
                        id,
                        policy.maxUses() == null ? id : reserve(code, id, device),
                        policy.maxUses() == null && most == null ? null : holder,
                        subject == null ? null : subject.name().value(),
                        most == null ? 0 : most,
                        pin,
                        policy.lobby())
                .write(claims);
    }

    @Override
    public void admit(ObjectNode claims, Room room) {
        CodeClaims token = CodeClaims.of(claims);
        if (token == null || inside.holds(room.id(), token.entry())) {
            return;
        }
        RoomCode code = requireGood(token, room);
        if (code.policy().maxUses() != null && !uses.keep(code.id(), token.use())) {
            throw Refusal.of(RefusalCode.CODE_USED_UP);
        }
    }

    @Override
    public boolean onlyBack(ObjectNode claims, Room room) {
        CodeClaims token = CodeClaims.of(claims);
        if (token == null || !inside.holds(room.id(), token.entry())) {
            return false;
        }
        try {
            requireGood(token, room);
            return false;
        } catch (Refusal refusal) {
            return true;
        }
    }

    private RoomCode requireGood(CodeClaims token, Room room) {
        RoomCode code = codes.find(new RoomCodeId(token.codeId()))
                .filter(found -> found.enabled() && found.roomId().equals(room.id()))
                .orElseThrow(() -> Refusal.of(RefusalCode.CODE_DISABLED));
        CodePolicy policy = code.policy();
        requireOpen(policy, clock.instant());
        CodePolicy.Pin pin = policy.pin();
        if (pin != null && !pin.salt().equals(token.pin())) {
            throw Refusal.of(RefusalCode.PIN_REQUIRED);
        }
        if (policy.lobby() && !token.admitted()) {
            throw Refusal.of(RefusalCode.LOBBY_WAITING);
        }
        String holder = token.holder();
        requirePlace(code, holder == null ? token.entry() : holder);
        return code;
    }

    private static void requireOpen(CodePolicy policy, Instant now) {
        Instant from = policy.notBefore();
        if (from != null && now.isBefore(from)) {
            throw Refusal.of(RefusalCode.CODE_EARLY, Timestamps.format(from));
        }
        Instant to = policy.expiresAt();
        if (to != null && !now.isBefore(to)) {
            throw Refusal.of(RefusalCode.CODE_EXPIRED);
        }
    }

    private String requirePin(Entry entry, @Nullable String device) {
        CodePolicy.Pin pin = entry.code().policy().pin();
        if (pin == null) {
            return "";
        }
        String given = Fields.text(entry.asked(), "pin");
        if (given == null || given.isBlank()) {
            throw Refusal.of(RefusalCode.PIN_REQUIRED);
        }
        RoomCodeId code = entry.code().id();
        String from = block.apply(entry.address());
        Duration wait = budget.take(code, from, device);
        if (wait != null) {
            throw Refusal.of(
                    RefusalCode.PIN_WRONG, "too many wrong pins, try again in " + (wait.toSeconds() + 1) + " s");
        }
        if (given.length() > MAX_PIN || !pins.matches(pin, given.strip())) {
            throw Refusal.of(RefusalCode.PIN_WRONG);
        }
        budget.right(code, from, device);
        return pin.salt();
    }

    private void requirePlace(RoomCode code, String holder) {
        Integer most = code.policy().maxConcurrent();
        if (most != null && inside.others(code.roomId(), code.id(), holder) >= most) {
            throw Refusal.of(RefusalCode.CODE_CROWDED);
        }
    }

    private void requireLetIn(Entry entry, @Nullable String device) {
        CodePolicy policy = entry.code().policy();
        if (!policy.lobby()) {
            return;
        }
        String id = Fields.text(entry.asked(), "entry");
        CodePolicy.Subject subject = policy.subject();
        String name = subject != null
                ? subject.name().value()
                : PolicyReader.line(entry.asked(), "name", PolicyReader.MAX_TEXT);
        Lobby.Waiting waiting = lobby.ask(
                        entry, id != null && id.length() <= MAX_ENTRY ? id : null, device, name == null ? "" : name)
                .orElseThrow(() -> Refusal.of(RefusalCode.LOBBY_WAITING));
        switch (waiting.state()) {
            case WAITING -> throw Refusal.of(RefusalCode.LOBBY_WAITING, waiting.id());
            case DENIED -> throw Refusal.of(RefusalCode.LOBBY_DENIED);
            case ADMITTED -> {}
        }
    }

    private String reserve(RoomCode code, String id, @Nullable String device) {
        return uses.reserve(code.id(), id, device).orElseThrow(() -> Refusal.of(RefusalCode.CODE_USED_UP));
    }
}
