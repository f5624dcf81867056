package dev.foyer.token;

import dev.foyer.TestParts;
import dev.foyer.database.Engine;
import dev.foyer.kernel.Json;
import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.RefusalCode;
import dev.foyer.room.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.node.ObjectNode;

/** The token endpoint with a cheap proof of work, codes to join with, and somebody who guesses. */
final class Guessing implements AutoCloseable {
    static final int BITS = 6;

    final TestParts parts = new TestParts(Engine.SQLITE);
    final AuthTokens tokens = new AuthTokens(parts.workspaces, parts);
    final TokenExchange exchange = new TokenExchange(
            parts.codes,
            parts.rooms,
            parts.workspaces,
            tokens,
            new FailureBudget(parts.keys, parts, BITS),
            List.of(),
            parts);
    private final Random random = new Random(7);

    /** Different right codes. */
    List<String> codes(int count) {
        List<String> codes = new ArrayList<>();
        while (codes.size() < count) {
            Room room = parts.rooms.createOrUpdate(parts.workspace.id(), TestParts.json("{}"));
            parts.codes.createForRoom(parts.workspace.id(), room.id()).stream()
                    .limit(count - codes.size())
                    .forEach(code -> codes.add(code.code().value()));
        }
        return codes;
    }

    /** Asks as an official client does. */
    Outcome ask(String code, String address) {
        return ask(Json.object().put("code", code), address);
    }

    /** Asks as our own page does: pays when it has to. */
    Outcome askAndPay(String code, String address) {
        ObjectNode body = Json.object().put("code", code);
        for (int attempt = 0; attempt < 5; attempt++) {
            Refusal refusal;
            try {
                exchange.exchange(body, address);
                return Outcome.IN;
            } catch (Refusal refused) {
                refusal = refused;
            }
            if (refusal.code() != RefusalCode.PROOF_WANTED) {
                return Outcome.WRONG;
            }
            body.put(
                    "proof",
                    solve(
                            Integer.parseInt(refusal.details().get(1)),
                            refusal.details().get(2),
                            code));
        }
        return Outcome.NOT_LOOKED_AT;
    }

    Outcome ask(ObjectNode body, String address) {
        try {
            exchange.exchange(body, address);
            return Outcome.IN;
        } catch (Refusal refusal) {
            return refusal.code() == RefusalCode.PROOF_WANTED ? Outcome.NOT_LOOKED_AT : Outcome.WRONG;
        }
    }

    String guess() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            code.append(i == 3 || i == 8 ? '-' : (char) ('a' + random.nextInt(26)));
        }
        return code.toString();
    }

    static String solve(int bits, String salt, String code) {
        long number = 0;
        while (Proofs.zeroBits(salt, code, number) < bits) {
            number++;
        }
        return salt + ":" + number;
    }

    /** What came out. */
    enum Outcome {
        IN,
        WRONG,
        NOT_LOOKED_AT
    }

    @Override
    public void close() {
        parts.close();
    }
}
