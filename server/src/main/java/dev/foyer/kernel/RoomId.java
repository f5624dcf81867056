package dev.foyer.kernel;

/** Id of a room: text of 24 lower-case hex characters when made by us. */
public record RoomId(String text) implements Comparable<RoomId> {
    public RoomId {
        text = Ids.checked(text);
    }

    @Override
    public int compareTo(RoomId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
