package dev.foyer.workspace;

import dev.foyer.kernel.StartException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;

/** A small text file that only its owner may read (mode 600), replaced in one step. */
final class PrivateFile {
    private PrivateFile() {}

    static Optional<String> read(Path path) {
        try {
            return Files.exists(path) ? Optional.of(Files.readString(path)) : Optional.empty();
        } catch (IOException e) {
            throw new StartException("Cannot start: " + path + " cannot be read.", e);
        }
    }

    static void write(Path path, String text) {
        try {
            Path directory = Objects.requireNonNull(path.toAbsolutePath().getParent());
            Files.createDirectories(directory);
            Path fresh = create(directory);
            Files.write(fresh, text.getBytes(StandardCharsets.UTF_8));
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StartException("Cannot start: " + path + " cannot be written.", e);
        }
    }

    private static Path create(Path directory) throws IOException {
        if (!Files.getFileStore(directory).supportsFileAttributeView("posix")) {
            return Files.createTempFile(directory, ".private", null);
        }
        // The mode is set at creation: there is no moment in which others could open the file.
        return Files.createTempFile(
                directory,
                ".private",
                null,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
}
