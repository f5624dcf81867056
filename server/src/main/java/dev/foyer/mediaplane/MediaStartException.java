package dev.foyer.mediaplane;

/** The media plane cannot start; the message tells an operator why. */
public final class MediaStartException extends Exception {
    public MediaStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
