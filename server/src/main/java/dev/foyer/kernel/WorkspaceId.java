package dev.foyer.kernel;

/** Id of a workspace (the customer id on the wire): text of 24 lower-case hex characters when made by us. */
public record WorkspaceId(String text) implements Comparable<WorkspaceId> {
    public WorkspaceId {
        text = Ids.checked(text);
    }

    @Override
    public int compareTo(WorkspaceId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
