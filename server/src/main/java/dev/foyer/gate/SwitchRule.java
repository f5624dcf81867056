package dev.foyer.gate;

import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.RefusalCode;
import dev.foyer.room.Room;
import dev.foyer.roomcode.Entry;
import dev.foyer.roomcode.EntryRule;
import java.time.InstantSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * Switches at the door. A token got by a code holds {@code code_id} and {@code epoch}; it is refused for good once a switch
 * that covers its code went off after it was made. Tokens that a customer's server signed hold no code: switches do not
 * concern them.
 */
public final class SwitchRule implements EntryRule {
    private static final String CODE = "code_id";
    private static final String EPOCH = "epoch";

    private final Switches switches;
    private final InstantSource clock;

    public SwitchRule(Switches switches, InstantSource clock) {
        this.switches = switches;
        this.clock = clock;
    }

    @Override
    public void exchange(Entry entry, ObjectNode claims) {
        // One look only: epoch and switches have to be of the same moment.
        WorkspaceGate gate = switches.gate(entry.room().workspaceId());
        String code = entry.code().id().text();
        gate.covering(code, entry.room(), entry.code().role())
                .filter(value -> value.shut(clock.instant()))
                .findFirst()
                .ifPresent(SwitchRule::refuse);
        claims.put(CODE, code).put(EPOCH, gate.epoch());
    }

    /** Refuses with {@link RefusalCode#LINKS_OFF}, by which the caller may still let people back to a place they hold. */
    @Override
    public void admit(ObjectNode claims, Room room) {
        String code = claims.path(CODE).asString("");
        if (code.isEmpty()) {
            return;
        }
        long epoch = claims.path(EPOCH).asLong(0);
        switches.gate(room.workspaceId())
                .covering(code, room, claims.path("role").asString(""))
                .filter(value -> value.epoch() > epoch)
                .findFirst()
                .ifPresent(SwitchRule::refuse);
    }

    private static void refuse(Switch shut) {
        throw Refusal.saying(RefusalCode.LINKS_OFF, shut.target().scope().refusal());
    }
}
