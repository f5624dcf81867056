package dev.foyer.kernel;

/** Id of a template: text of 24 lower-case hex characters when made by us. */
public record TemplateId(String text) implements Comparable<TemplateId> {
    public TemplateId {
        text = Ids.checked(text);
    }

    @Override
    public int compareTo(TemplateId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
