package dev.foyer.gate;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What one switch covers, narrowest first. */
public enum SwitchScope {
    CODE("room code is switched off"),
    ROLE("room links of this role are switched off"),
    ROOM("room links of this room are switched off"),
    TEMPLATE("room links of this template are switched off"),
    WORKSPACE("room links are switched off");

    private final String refusal;

    SwitchScope(String refusal) {
        this.refusal = refusal;
    }

    /** What people are told. */
    String refusal() {
        return refusal;
    }

    /** On the wire and in the database. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<SwitchScope> of(String wire) {
        return Arrays.stream(values())
                .filter(scope -> scope.wire().equals(wire))
                .findFirst();
    }
}
