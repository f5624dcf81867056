package dev.foyer.workspace;

import dev.foyer.kernel.Json;
import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.StartException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code keys.json} of the data directory: the {@link KeyRing} on disk, mode 600. Losing it loses every room code. */
public final class KeyFile {
    private static final String NAME = "keys.json";

    private final Path path;
    private final SecureRandom random;

    public KeyFile(Path directory, SecureRandom random) {
        this.path = directory.resolve(NAME);
        this.random = random;
    }

    /** The ring of the file; empty when there is no file yet. */
    public Optional<KeyRing> read() {
        return PrivateFile.read(path).map(this::parse);
    }

    /**
     * The ring of the file, or a fresh one when there is no file.
     *
     * @param databaseInUse whether the database already holds sealed values, which a fresh ring could not open
     * @throws StartException when the file is missing although it is needed, or unreadable
     */
    public KeyRing readOrCreate(boolean databaseInUse) {
        Optional<KeyRing> ring = read();
        if (ring.isEmpty() && databaseInUse) {
            throw new StartException("Cannot start: the database was made with a keys file, but " + path
                    + " is missing; put it back from your backup.");
        }
        return ring.orElseGet(this::create);
    }

    /** Writes a fresh ring. */
    public KeyRing create() {
        KeyRing ring = KeyRing.generate(random);
        ObjectNode file = Json.object();
        ArrayNode keys = file.putArray("keys");
        ring.keys()
                .forEach((version, key) -> keys.addObject()
                        .put("version", version)
                        .put(
                                "pepper",
                                Base64.getEncoder().encodeToString(key.pepper().getEncoded()))
                        .put("aes", Base64.getEncoder().encodeToString(key.aes().getEncoded())));
        PrivateFile.write(path, Json.write(file) + "\n");
        return ring;
    }

    public Path path() {
        return path;
    }

    private KeyRing parse(String text) {
        try {
            Map<Integer, KeyRing.Key> keys = new HashMap<>();
            for (JsonNode entry : Json.readObject(text).path("keys")) {
                byte[] pepper = Base64.getDecoder().decode(entry.path("pepper").asString());
                byte[] aes = Base64.getDecoder().decode(entry.path("aes").asString());
                keys.put(entry.path("version").asInt(), KeyRing.Key.of(pepper, aes));
            }
            return new KeyRing(keys, random);
        } catch (IllegalArgumentException | Refusal e) {
            throw new StartException("Cannot start: " + path + " is not a keys file.", e);
        }
    }
}
