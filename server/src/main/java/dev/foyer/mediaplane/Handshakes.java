package dev.foyer.mediaplane;

import dev.foyer.media.dtls.DtlsRunner;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/** Runs the blocking side of DTLS connections on virtual threads, so many and no more. */
final class Handshakes implements DtlsRunner {
    private final Semaphore permits;

    /** {@code most}: connections with a DTLS thread at one time. */
    Handshakes(int most) {
        this.permits = new Semaphore(most);
    }

    @Override
    public void run(Runnable blocking) {
        if (!permits.tryAcquire()) {
            throw new RejectedExecutionException("too many DTLS connections");
        }
        try {
            Thread.ofVirtual().name("dtls").start(() -> {
                try {
                    blocking.run();
                } finally {
                    permits.release();
                }
            });
        } catch (RuntimeException | Error e) {
            permits.release();
            throw e;
        }
    }
}
