package dev.foyer.kernel;

/** Id of a session, 24 lower-case hex characters when made by us. */
public record SessionId(String text) implements Comparable<SessionId> {
    public SessionId {
        text = Ids.checked(text);
    }

    @Override
    public int compareTo(SessionId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
