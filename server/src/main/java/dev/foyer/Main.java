package dev.foyer;

import dev.foyer.config.Config;
import dev.foyer.kernel.StartException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Arguments to configuration to {@link App}. */
public final class Main {
    /** Ended by Ctrl-C or SIGTERM, everything closed. */
    static final int STOPPED = 0;
    /** A bug of ours; the log has it all. */
    static final int FAILED = 1;
    /** Something about the settings, files or ports is in the way; one sentence on stderr says what. */
    static final int CANNOT_START = 2;

    private static final Logger log = LoggerFactory.getLogger(Main.class);

    private Main() {}

    /** Runs until a signal ends it. Always ends the process by an exit code of those above. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.getenv(), StopSignal::listen));
    }

    /** The exit code; returns at once when it cannot start, and when the signal has come otherwise. */
    static int run(List<String> arguments, Map<String, String> environment, Supplier<StopSignal> signals) {
        long began = System.nanoTime();
        try {
            StopSignal stop = signals.get();
            App app = open(Config.parse(arguments, environment));
            app.banner().lines().forEach(System.out::println);
            log.atInfo()
                    .addKeyValue("port", app.port())
                    .addKeyValue("millis", (System.nanoTime() - began) / 1_000_000)
                    .log("started");
            stop.await();
            log.atInfo().log("stopping");
            app.close();
            log.atInfo().log("stopped");
            return STOPPED;
        } catch (StartException e) {
            System.err.println(e.sentence());
            return CANNOT_START;
        } catch (InterruptedException | RuntimeException e) {
            log.atError().setCause(e).log("failed");
            return FAILED;
        }
    }

    private static App open(Config config) {
        App app = new App(config, InstantSource.system());
        try {
            app.start();
            return app;
        } catch (RuntimeException e) {
            app.close();
            throw e;
        }
    }
}
