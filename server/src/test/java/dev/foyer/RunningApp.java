package dev.foyer;

import dev.foyer.config.Config;
import dev.foyer.http.Client;
import dev.foyer.kernel.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.node.ObjectNode;

/** The server on a free port with a fresh data directory, and tokens signed as customers sign them. */
public final class RunningApp implements AutoCloseable {
    final Path data;
    final App app;

    RunningApp(Path data, String... flags) {
        this.data = data;
        List<String> all = new ArrayList<>(List.of("--port", "0", "--media-port", "0", "--data", data.toString()));
        all.addAll(List.of(flags));
        Config config = Config.parse(all, Map.of());
        this.app = new App(config, InstantSource.system());
        app.start();
    }

    /** @param flags more of them, such as those of an engine */
    public static RunningApp fresh(String... flags) {
        try {
            return new RunningApp(Files.createTempDirectory("foyer-app"), flags);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return app.port();
    }

    public Path data() {
        return data;
    }

    /** Makes a workspace as an operator does; its credentials. */
    public ObjectNode newWorkspace(String name) {
        var out = new ByteArrayOutputStream();
        int code = Tool.run(
                List.of("workspace", "create", name, "--data", data.toString()),
                Map.of(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                System.err);
        if (code != 0) {
            throw new IllegalStateException("the workspace was not made");
        }
        return Json.readObject(out.toString(StandardCharsets.UTF_8));
    }

    /** Somebody else's server. */
    public Client clientOf(ObjectNode credentials) {
        ObjectNode claims = claims("management");
        claims.set("access_key", credentials.get("access_key"));
        String header = "{\"typ\":\"JWT\",\"alg\":\"HS256\"}";
        return new Client(
                app.port(), sign(claims, header, credentials.get("secret").stringValue()));
    }

    public String managementToken() {
        return sign(claims("management"));
    }

    ObjectNode credentials() {
        try {
            return Json.readObject(Files.readString(data.resolve("credentials.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Client client() {
        return new Client(app.port(), sign(claims("management")));
    }

    ObjectNode claims(String type) {
        return claims(credentials(), type);
    }

    static ObjectNode claims(ObjectNode credentials, String type) {
        long now = Instant.now().getEpochSecond();
        return Json.object()
                .put("access_key", credentials.get("access_key").stringValue())
                .put("type", type)
                .put("version", 2)
                .put("iat", now - 10)
                .put("nbf", now - 10)
                .put("exp", now + 3600)
                .put("jti", UUID.randomUUID().toString());
    }

    /** A token that lets this user into a room. */
    String authToken(String room, String user, String role) {
        return sign(claims("app").put("room_id", room).put("user_id", user).put("role", role));
    }

    String sign(ObjectNode claims) {
        return sign(
                claims,
                "{\"typ\":\"JWT\",\"alg\":\"HS256\"}",
                credentials().get("secret").stringValue());
    }

    static String sign(ObjectNode claims, String header, String secret) {
        try {
            String input = encode(header.getBytes(StandardCharsets.UTF_8)) + "."
                    + encode(Json.write(claims).getBytes(StandardCharsets.UTF_8));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return input + "." + encode(mac.doFinal(input.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public void close() {
        app.close();
    }
}
