package dev.foyer.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A PostgreSQL for one test run, in a temporary directory, on a free port of loopback. Started at first use, stopped with the
 * process. The system's binaries are taken where there are some; PostgreSQL refuses to run as root, so root hands it to the
 * user {@code postgres}. Elsewhere, and with {@code -Dfoyer.test.postgres=embedded}, those that Maven brings are unpacked.
 */
final class PostgresServer {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final int port;

    private PostgresServer(int port) {
        this.port = port;
    }

    private static final class Holder {
        static final PostgresServer SERVER = start();
    }

    /** The JDBC URL of a new, empty database. */
    static String freshDatabase() {
        PostgresServer server = Holder.SERVER;
        String name = "t" + DATABASES.incrementAndGet();
        try (var connection = DriverManager.getConnection(server.url("postgres"));
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create a test database", e);
        }
        return server.url(name);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=postgres";
    }

    private static PostgresServer start() {
        try {
            Optional<Path> bin =
                    "embedded".equals(System.getProperty("foyer.test.postgres")) ? Optional.empty() : binaries();
            return bin.isPresent() ? system(bin.get()) : embedded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It hands itself to another user when it is root, by a user namespace, and stops with the process. */
    private static PostgresServer embedded() throws IOException {
        return new PostgresServer(EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setPGStartupWait(Duration.ofMinutes(2))
                .start()
                .getPort());
    }

    private static PostgresServer system(Path bin) throws IOException {
        Path home = Files.createTempDirectory("foyer-postgres");
        if (root()) {
            run(List.of("chown", "postgres", home.toString()));
        }
        int port = freePort();
        Path data = home.resolve("data");
        run(asPostgres(bin.resolve("initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-N", "-E", "UTF8"));
        String options = "-p " + port + " -h 127.0.0.1 -k " + home + " -F";
        run(asPostgres(bin.resolve("pg_ctl"), "-D", data, "-w", "-o", options, "-l", home.resolve("log"), "start"));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(bin, home)));
        return new PostgresServer(port);
    }

    private static void stop(Path bin, Path home) {
        run(asPostgres(bin.resolve("pg_ctl"), "-D", home.resolve("data"), "-m", "immediate", "stop"));
        try (Stream<Path> files = Files.walk(home)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> binaries() throws IOException {
        Path versions = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(versions)) {
            try (Stream<Path> found = Files.list(versions)) {
                return found.map(version -> version.resolve("bin"))
                        .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                        .max(Comparator.naturalOrder());
            }
        }
        return Stream.of(System.getenv("PATH").split(":"))
                .map(Path::of)
                .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                .findFirst();
    }

    private static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static List<String> asPostgres(Object... command) {
        List<String> full = new ArrayList<>();
        if (root()) {
            full.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        Stream.of(command).map(Object::toString).forEach(full::add);
        return full;
    }

    private static void run(List<String> command) {
        try {
            // The output goes nowhere: pg_ctl hands its streams to the server, and a pipe would never end.
            Process process = new ProcessBuilder(command)
                    .directory(Path.of("/").toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("failed: " + String.join(" ", command));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
