package dev.foyer;

import dev.foyer.http.Client;
import dev.foyer.kernel.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.node.ObjectNode;

/**
 * The server as an operator runs it: a process of its own with the flags of the start script, on free ports. For tests of what
 * a signal, a crash or a second start does.
 */
public final class ServerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String READY = "Foyer is running on ";

    private final Path data;
    private final Process process;
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> announced = new CompletableFuture<>();
    private final int port;

    private ServerProcess(Path data, List<String> arguments) throws IOException {
        this.data = data;
        this.process = new ProcessBuilder(command(data, arguments))
                .redirectErrorStream(true)
                .start();
        Thread.ofVirtual().name("server-log").start(this::collect);
        try {
            this.port = announced.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            await("the health check", () -> client("").get("/healthz").status() == 200);
        } catch (InterruptedException | ExecutionException | TimeoutException | RuntimeException failed) {
            process.destroyForcibly();
            throw new IllegalStateException("the server did not start:\n" + log(), failed);
        }
    }

    /** Starts on this data directory and returns when the health check answers; more flags as on the command line. */
    public static ServerProcess start(Path data, String... flags) {
        try {
            return new ServerProcess(data, List.of(flags));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link #start(Path, String...)} on a new, empty data directory. */
    public static ServerProcess fresh(String... flags) {
        try {
            return start(Files.createTempDirectory("foyer-process"), flags);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path data() {
        return data;
    }

    /** The web port. */
    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    public boolean running() {
        return process.isAlive();
    }

    /** Everything printed so far, both streams. */
    public String log() {
        return String.join("\n", log);
    }

    /** SIGKILL: nothing of the server runs any more when this returns. */
    public void kill() {
        process.destroyForcibly();
        ended();
    }

    /** SIGTERM, and waits for the end; the exit code. */
    public int stop() {
        process.destroy();
        return ended();
    }

    /** Stops the server if it still runs. */
    @Override
    public void close() {
        if (running()) {
            stop();
        }
    }

    public ObjectNode credentials() {
        try {
            return Json.readObject(Files.readString(data.resolve("credentials.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A customer's server with a management token. */
    public Client client() {
        return client(sign(RunningApp.claims(credentials(), "management")));
    }

    /** A token that lets this user into a room. */
    public String authToken(String room, String user, String role) {
        return sign(RunningApp.claims(credentials(), "app")
                .put("room_id", room)
                .put("user_id", user)
                .put("role", role));
    }

    private String sign(ObjectNode claims) {
        return RunningApp.sign(
                claims,
                "{\"typ\":\"JWT\",\"alg\":\"HS256\"}",
                credentials().get("secret").stringValue());
    }

    /** A customer's server with this token; the empty one sends none. */
    public Client client(String token) {
        return new Client(port, token);
    }

    /** Waits until a condition holds, at most four minutes: machines that build are slow. */
    public static void await(String what, Condition condition) throws InterruptedException {
        await(what, PATIENCE, condition);
    }

    /** Waits until a condition holds; one that throws does not hold yet. */
    public static void await(String what, Duration atMost, Condition condition) throws InterruptedException {
        Instant end = Instant.now().plus(atMost);
        while (!holds(condition)) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("waited in vain for " + what);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** What {@link #await} waits for. */
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws Exception;
    }

    private static boolean holds(Condition condition) {
        try {
            return condition.holds();
        } catch (Exception notYet) {
            return false;
        }
    }

    private static List<String> command(Path data, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-Xms48m",
                "-Xmx512m",
                "-XX:+UseCompactObjectHeaders",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.foyer.Main"));
        command.addAll(List.of("--port", "0", "--media-port", "0", "--data", data.toString()));
        command.addAll(arguments);
        return command;
    }

    private void collect() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.add(line);
                int at = line.indexOf(READY);
                if (at >= 0) {
                    announced.complete(Integer.parseInt(line.substring(line.lastIndexOf(':') + 1)));
                }
            }
        } catch (IOException closed) {
            log.add("output ended: " + closed.getMessage());
        }
        announced.completeExceptionally(new IllegalStateException("the process ended"));
    }

    private int ended() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("the server did not end:\n" + log());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
