package dev.foyer.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** Both engines, for parameterised store tests. */
public enum Engine {
    SQLITE,
    POSTGRESQL;

    /** Flags that give a server process a new, empty database. */
    public String[] flags() {
        return this == POSTGRESQL ? new String[] {"--database-url", PostgresServer.freshDatabase()} : new String[0];
    }

    /** An empty database with the newest schema. */
    public Database open() {
        if (this == POSTGRESQL) {
            return Database.open(java.nio.file.Path.of("unused"), PostgresServer.freshDatabase());
        }
        try {
            return Database.open(Files.createTempDirectory("foyer-sqlite"), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
