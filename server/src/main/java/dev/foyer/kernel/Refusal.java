package dev.foyer.kernel;

import java.util.List;

/**
 * The caller's fault or the state's, never a bug. Rules throw it, rims turn it into {@code {code, message, details}}. It has
 * no stack trace: where it came from is said by its code.
 */
public final class Refusal extends RuntimeException {
    private final RefusalCode code;
    private final String text;
    private final List<String> details;

    private Refusal(RefusalCode code, String text, List<String> details) {
        super(text, null, false, false);
        this.code = code;
        this.text = text;
        this.details = List.copyOf(details);
    }

    /** A refusal with the code's own text. */
    public static Refusal of(RefusalCode code) {
        return new Refusal(code, code.text(), List.of());
    }

    /** A refusal with the code's own text and details. */
    public static Refusal of(RefusalCode code, String... details) {
        return new Refusal(code, code.text(), List.of(details));
    }

    /** A refusal with a more exact text. */
    public static Refusal saying(RefusalCode code, String text) {
        return new Refusal(code, text, List.of());
    }

    public RefusalCode code() {
        return code;
    }

    /** HTTP status. */
    public int status() {
        return code.status();
    }

    /** The message for the client; never empty. */
    public String text() {
        return text;
    }

    public List<String> details() {
        return details;
    }
}
