package dev.foyer.workspace;

import dev.foyer.kernel.Json;
import java.nio.file.Path;

/** {@code credentials.json} of the data directory, mode 600: what a customer's own server needs to sign tokens. */
public final class CredentialsFile {
    private static final String NAME = "credentials.json";

    private final Path path;

    public CredentialsFile(Path directory) {
        this.path = directory.resolve(NAME);
    }

    /** Writes access key, secret and workspace id; an equal file is left alone. */
    public void write(Workspace workspace) {
        String text = Json.write(Json.object()
                        .put("access_key", workspace.accessKey())
                        .put("secret", workspace.secret().value())
                        .put("workspace_id", workspace.id().text()))
                + "\n";
        if (!PrivateFile.read(path).filter(text::equals).isPresent()) {
            PrivateFile.write(path, text);
        }
    }

    public Path path() {
        return path;
    }
}
