package dev.foyer.kernel;

/** Id of a room code; never the code itself: text of 24 lower-case hex characters when made by us. */
public record RoomCodeId(String text) implements Comparable<RoomCodeId> {
    public RoomCodeId {
        text = Ids.checked(text);
    }

    @Override
    public int compareTo(RoomCodeId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
