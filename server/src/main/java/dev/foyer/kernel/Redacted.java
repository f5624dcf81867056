package dev.foyer.kernel;

/** A secret or a personal detail: its text form hides the value, so that a log line or a trace cannot leak it. */
public record Redacted(String value) {
    @Override
    public String toString() {
        return "[redacted]";
    }
}
