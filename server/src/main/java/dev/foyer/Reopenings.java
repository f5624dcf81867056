package dev.foyer;

import dev.foyer.audit.Ledger;
import dev.foyer.gate.Switch;
import dev.foyer.gate.SwitchTarget;
import dev.foyer.kernel.Json;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** Writes switches that went on by themselves to the audit ledger, with the clock as the one who did it. */
record Reopenings(Ledger ledger) implements Consumer<Switch> {
    @Override
    public void accept(Switch reopened) {
        SwitchTarget target = reopened.target();
        ObjectNode json = Json.object().put("id", target.id());
        if (!target.role().isEmpty()) {
            json.put("role", target.role());
        }
        ledger.append(
                target.workspace(),
                "clock",
                "switch.on",
                json.put("scope", target.scope().wire()));
    }
}
