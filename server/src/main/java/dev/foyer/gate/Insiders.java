package dev.foyer.gate;

/** People in live rooms of this process who came in by room codes. */
public interface Insiders {
    /** Those whom a switch covers. */
    Count count(SwitchTarget target);

    /**
     * Turns everybody away who only looks in, whom the switch covers and whose token is older than its epoch; sends those
     * inside out too when the switch says so. May be repeated.
     */
    void shut(Switch off);

    /** Rooms with at least one of them, and how many they are. */
    record Count(int rooms, int people) {}
}
