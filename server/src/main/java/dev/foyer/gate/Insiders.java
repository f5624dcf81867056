package dev.foyer.gate;

/** People in live rooms of this process who came in by room codes. */
public interface Insiders {
    /** Those whom a switch covers. */
    Count count(SwitchTarget target);

    /** Asks everybody to leave whom the switch covers and whose token is older than its epoch. May be repeated. */
    void sendOut(Switch shut);

    /** Rooms with at least one of them, and how many they are. */
    record Count(int rooms, int people) {}
}
