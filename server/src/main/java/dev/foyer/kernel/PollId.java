package dev.foyer.kernel;

/** Id of a poll: text of 24 lower-case hex characters when made by us. */
public record PollId(String text) implements Comparable<PollId> {
    public PollId {
        text = Ids.checked(text);
    }

    @Override
    public int compareTo(PollId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
