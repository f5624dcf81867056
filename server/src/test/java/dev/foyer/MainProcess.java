package dev.foyer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The real {@link Main} in a process of its own, with what it prints in files. */
final class MainProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 120;
    /** From the first line to the last that the start prints. */
    private static final Pattern RUNNING =
            Pattern.compile("Foyer is running on (\\S+):([0-9]+)\n.*\nApp secret: [^\n]+\n", Pattern.DOTALL);

    private final Process process;
    private final Path out;
    private final Path err;

    private MainProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts with these arguments; ports that are not named are free ones. */
    static MainProcess begin(String... arguments) {
        try {
            Path folder = Files.createTempDirectory("foyer-process");
            Path out = folder.resolve("out");
            Path err = folder.resolve("err");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Main.class.getName()));
            command.addAll(List.of(arguments));
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("FOYER_") || name.startsWith("JAVA_TOOL"));
            return new MainProcess(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port of a server that has come up. */
    int port() {
        return Integer.parseInt(running().group(2));
    }

    /** Scheme and host of the link it printed first. */
    String base() {
        return running().group(1);
    }

    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    void terminate() {
        process.destroy();
    }

    /** Waits for the end. */
    int exitCode() {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("still running; it said: " + out() + err());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private Matcher running() {
        return await(() -> {
            Matcher matcher = RUNNING.matcher(out());
            return matcher.find() ? matcher : null;
        });
    }

    private <T> T await(Supplier<@Nullable T> condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < end && process.isAlive()) {
            T found = condition.get();
            if (found != null) {
                return found;
            }
            Thread.onSpinWait();
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
        throw new AssertionError("it did not come up; it said: " + out() + err());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
