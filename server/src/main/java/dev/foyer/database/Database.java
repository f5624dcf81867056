package dev.foyer.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.foyer.kernel.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The database, opened and brought up to date. Both engines run the same SQL: ids are text, times are milliseconds since
 * 1970, JSON is text. Transactions on SQLite take the write lock at their begin, so there is one writer at a time.
 */
public final class Database implements AutoCloseable {
    private static final int SQLITE_CONNECTIONS = 4;
    private static final int POSTGRES_CONNECTIONS = 10;

    private final HikariDataSource source;
    private final Jdbi jdbi;

    private Database(HikariDataSource source) {
        this.source = source;
        this.jdbi = Jdbi.create(source);
    }

    /**
     * Opens PostgreSQL at {@code url}, or SQLite in {@code directory} when the url is null.
     *
     * @throws StartException when the database cannot be reached or its schema cannot be brought up to date
     */
    public static Database open(Path directory, @Nullable String url) {
        HikariDataSource source = null;
        try {
            source = new HikariDataSource(url == null ? sqlite(directory) : postgres(url));
            migrate(source);
            return new Database(source);
        } catch (RuntimeException | IOException e) {
            if (source != null) {
                source.close();
            }
            throw new StartException(sentence(url == null, e), e);
        }
    }

    public Jdbi jdbi() {
        return jdbi;
    }

    @Override
    public void close() {
        source.close();
    }

    private static HikariConfig sqlite(Path directory) throws IOException {
        Files.createDirectories(directory);
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:sqlite:" + directory.resolve("foyer.db"));
        config.setMaximumPoolSize(SQLITE_CONNECTIONS);
        config.addDataSourceProperty("journal_mode", "WAL");
        config.addDataSourceProperty("synchronous", "FULL");
        config.addDataSourceProperty("foreign_keys", "true");
        config.addDataSourceProperty("busy_timeout", "10000");
        config.addDataSourceProperty("transaction_mode", "IMMEDIATE");
        return config;
    }

    private static HikariConfig postgres(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(POSTGRES_CONNECTIONS);
        config.setInitializationFailTimeout(10_000);
        return config;
    }

    private static void migrate(HikariDataSource source) {
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }

    private static String sentence(boolean sqlite, Exception e) {
        String what = sqlite ? "the SQLite database in the data directory" : "the PostgreSQL database";
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = String.valueOf(root.getMessage()).lines().findFirst().orElse("unknown cause");
        String did = e instanceof FlywayException ? "brought up to date" : "opened";
        return "Cannot start: " + what + " could not be " + did + " (" + message + ").";
    }
}
