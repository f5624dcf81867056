package dev.foyer.kernel;

/** Id of a peer, a UUID when made by us. */
public record PeerId(String text) implements Comparable<PeerId> {
    public PeerId {
        text = Ids.checked(text);
    }

    @Override
    public int compareTo(PeerId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
