package dev.foyer.kernel;

import org.jspecify.annotations.Nullable;

/** The server cannot start; the message is one sentence for the person who started it. */
public final class StartException extends RuntimeException {
    private final String sentence;

    public StartException(String sentence) {
        this(sentence, null);
    }

    public StartException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.sentence = sentence;
    }

    /** What to tell the person. */
    public String sentence() {
        return sentence;
    }
}
