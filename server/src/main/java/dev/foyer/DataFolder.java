package dev.foyer;

import dev.foyer.kernel.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that everything we keep is in. */
final class DataFolder {
    private DataFolder() {}

    /**
     * Creates the folder if need be.
     *
     * @throws StartException when it cannot be made, is something else or may not be written
     */
    static void prepare(Path folder) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new StartException("Cannot start: --data " + folder + " is a file, not a folder.");
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new StartException("Cannot start: the data folder " + folder + " cannot be created.", e);
        }
        if (!Files.isWritable(folder)) {
            throw new StartException("Cannot start: the data folder " + folder + " cannot be written by this user.");
        }
    }
}
