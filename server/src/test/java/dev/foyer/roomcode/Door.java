package dev.foyer.roomcode;

import dev.foyer.TestParts;
import dev.foyer.database.Engine;
import dev.foyer.kernel.Json;
import dev.foyer.kernel.Refusal;
import dev.foyer.room.Room;
import dev.foyer.token.AuthTokens;
import dev.foyer.token.FailureBudget;
import dev.foyer.token.TokenExchange;
import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** Everything that stands between a code and a room, on one database. */
final class Door implements AutoCloseable {
    final TestParts parts;
    final Room room;
    final PeopleInside inside = new PeopleInside();
    final CodeUses uses;
    final Lobby lobby;
    final Pins pins;
    final CodeUsage usage;
    final CodeRule rule;
    final AuthTokens tokens;
    final TokenExchange exchange;
    final PolicyReader policies;

    Door(Engine engine) {
        parts = new TestParts(engine);
        room = parts.rooms.createOrUpdate(parts.workspace.id(), Json.object());
        uses = new CodeUses(new JdbiCodeUseStore(parts.database.jdbi()), parts.codes, parts);
        lobby = new Lobby(parts, () -> UUID.randomUUID().toString());
        pins = new Pins(parts.keys, new SecureRandom());
        policies = new PolicyReader(pins);
        Devices devices = new Devices(parts.keys);
        usage = new CodeUsage(new JdbiUsageStore(parts.database.jdbi()), devices, parts);
        rule = new CodeRule(parts.codes, uses, inside, lobby, pins, devices, address -> address, parts);
        tokens = new AuthTokens(parts.workspaces, parts);
        exchange = new TokenExchange(
                parts.codes,
                parts.rooms,
                parts.workspaces,
                tokens,
                new FailureBudget(parts),
                List.of(usage, rule),
                parts);
    }

    /** A guest code with this policy, single quotes for double ones. */
    RoomCode code(String policy) {
        ObjectNode body = Json.object();
        body.set("policy", TestParts.json(policy));
        return parts.codes.createForRole(parts.workspace.id(), room.id(), "guest", false, policies.read(body));
    }

    RoomCode change(RoomCode code, String policy) {
        ObjectNode body = Json.object();
        body.set("policy", TestParts.json(policy));
        return parts.codes.change(
                parts.workspace.id(), code.code().value(), null, before -> policies.changed(before, body));
    }

    /** The claims of the token that the code is traded for. */
    ObjectNode enter(RoomCode code, String more) {
        return enterFrom(code, more, "192.0.2.1");
    }

    ObjectNode enterFrom(RoomCode code, String more, String address) {
        ObjectNode body = TestParts.json(more).put("code", code.code().value());
        return tokens.verify(exchange.exchange(body, address).token()).claims();
    }

    /** The refusal that meets whoever tries. */
    Refusal refused(RoomCode code, String more) {
        return refusal(() -> enter(code, more));
    }

    Refusal refusedAtDoor(ObjectNode claims) {
        return refusal(() -> rule.admit(claims, room));
    }

    static Refusal refusal(Runnable attempt) {
        try {
            attempt.run();
        } catch (Refusal refusal) {
            return refusal;
        }
        throw new AssertionError("was not refused");
    }

    /** The person with this token is in the room now, as the facts of a live room tell. */
    boolean join(ObjectNode claims, String peer) {
        CodeClaims token = CodeClaims.of(claims);
        if (token == null) {
            throw new AssertionError("not by a code");
        }
        String holder = token.holder();
        inside.joined(
                room.id().text(),
                peer,
                new PeopleInside.Seat(token.codeId(), token.entry(), holder == null ? token.entry() : holder));
        return uses.confirm(new dev.foyer.kernel.RoomCodeId(token.codeId()), token.use());
    }

    @Override
    public void close() {
        usage.close();
        parts.close();
    }
}
