package dev.foyer.media.dtls;

/**
 * Runs a blocking task on a thread that the rim owns and bounds; a virtual thread suits it. The task lives as long as the
 * connection and ends soon after {@link DtlsEndpoint#close}.
 */
@FunctionalInterface
public interface DtlsRunner {
    /**
     * Starts {@code blocking} elsewhere and returns at once.
     *
     * @throws java.util.concurrent.RejectedExecutionException when too many run; the next DTLS datagram tries again
     */
    void run(Runnable blocking);
}
