package dev.foyer.webhook;

/**
 * What came of one try.
 *
 * @param at epoch milliseconds
 * @param status HTTP status; 0 when there was no answer
 * @param millis how long it took
 * @param error empty when there was an answer
 * @param answer the first kilobyte of it
 */
public record Attempt(long at, int status, int millis, String error, String answer) {
    private static final int OK = 200;

    /** Only 200 counts, as the 100ms documentation says. */
    public boolean delivered() {
        return status == OK;
    }

    /** An answer that is fine but not 200. */
    boolean almost() {
        return status > OK && status < 300;
    }

    /** One word for the log of deliveries; empty when delivered. */
    String reason() {
        if (delivered()) {
            return "";
        }
        return status == 0 ? error : "status " + status;
    }
}
