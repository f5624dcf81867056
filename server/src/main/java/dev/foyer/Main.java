package dev.foyer;

import dev.foyer.config.Config;
import dev.foyer.kernel.StartException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Arguments to configuration to {@link App}. */
public final class Main {
    private static final int CANNOT_START = 2;

    private Main() {}

    /** Runs until a signal ends it; exit code 2 with one sentence when it cannot start. */
    public static void main(String[] arguments) throws InterruptedException {
        try {
            run(Config.parse(List.of(arguments), System.getenv()));
        } catch (StartException e) {
            System.err.println(e.sentence());
            System.exit(CANNOT_START);
        }
        // The signal's hook closes the parts; this thread only keeps the process alive until then.
        new CountDownLatch(1).await();
    }

    private static void run(Config config) {
        App app = new App(config, InstantSource.system());
        try {
            app.start();
        } catch (RuntimeException e) {
            app.close();
            throw e;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(app::close, "shutdown"));
        app.banner().lines().forEach(System.out::println);
    }
}
