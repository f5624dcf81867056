package dev.foyer.config;

import dev.foyer.kernel.StartException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be set, read once at start.
 *
 * @param port HTTP and websocket; 0 takes a free one
 * @param dataDirectory SQLite database, keys, credentials
 * @param publicUrl address people use, without a trailing slash; null derives links from the port
 * @param mediaPort UDP; 0 takes a free one
 * @param advertise addresses that browsers are told for media; empty lets the media plane find its own
 * @param databaseUrl JDBC URL of PostgreSQL; null for SQLite
 * @param hooks webhooks and events
 * @param trustedProxies CIDR blocks of proxies whose {@code X-Forwarded-For} and {@code X-Forwarded-Host} are believed
 * @param wildcardDns whether the DNS answers for every name below the host of {@code publicUrl}, so that links may have the
 *     template's subdomain
 */
public record Config(
        int port,
        Path dataDirectory,
        @Nullable String publicUrl,
        @Nullable Path tlsCertificate,
        @Nullable Path tlsKey,
        int mediaPort,
        List<String> advertise,
        @Nullable String databaseUrl,
        Hooks hooks,
        List<String> trustedProxies,
        boolean wildcardDns) {
    private static final int MAX_PORT = 65_535;

    /**
     * Webhooks and events.
     *
     * @param allowPrivate whether webhooks may go to private networks and this machine; null for this machine only, and only
     *     while nobody else uses the server
     * @param keepDays how long events and deliveries are kept
     */
    public record Hooks(@Nullable Boolean allowPrivate, int keepDays) {
        public static final Hooks USUAL = new Hooks(null, 30);

        public Hooks {
            if (keepDays < 2 || keepDays > 3650) {
                throw new StartException("Cannot start: --event-days must be 2 to 3650.");
            }
        }
    }

    public Config {
        checkPort("--port", port);
        checkPort("--media-port", mediaPort);
        if ((tlsCertificate == null) != (tlsKey == null)) {
            throw new StartException("Cannot start: --tls-cert and --tls-key belong together, one of them is missing.");
        }
        if (databaseUrl != null && !databaseUrl.startsWith("jdbc:postgresql:")) {
            throw new StartException("Cannot start: --database-url must begin with jdbc:postgresql:.");
        }
        publicUrl = publicUrl == null ? null : checkedUrl(publicUrl);
        advertise = List.copyOf(advertise);
        advertise.forEach(Config::checkAddress);
        trustedProxies = List.copyOf(trustedProxies);
        trustedProxies.forEach(Config::checkBlock);
    }

    /**
     * Reads flags and, where a flag is missing, the environment ({@code FOYER_MEDIA_PORT} for {@code --media-port}).
     *
     * @throws StartException one sentence about the first thing that is wrong
     */
    public static Config parse(List<String> arguments, Map<String, String> environment) {
        Flags flags = Flags.parse(arguments, environment);
        return new Config(
                flags.whole("port", 8080),
                Path.of(flags.text("data", "./data")),
                flags.text("public-url"),
                flags.path("tls-cert"),
                flags.path("tls-key"),
                flags.whole("media-port", 7882),
                flags.list("advertise"),
                flags.text("database-url"),
                new Hooks(flags.flag("webhook-allow-private"), flags.whole("event-days", Hooks.USUAL.keepDays())),
                flags.list("trusted-proxy"),
                Boolean.TRUE.equals(flags.flag("wildcard-dns")));
    }

    /** Whether HTTP is encrypted by this process. */
    public boolean tls() {
        return tlsCertificate != null;
    }

    /** Whether this is a trial on one's own machine: people reach it as localhost. */
    public boolean trial() {
        if (publicUrl == null) {
            return !tls();
        }
        String host = URI.create(publicUrl).getHost();
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("[::1]")
                || host.matches("127\\.[0-9.]+");
    }

    private static void checkPort(String flag, int port) {
        if (port < 0 || port > MAX_PORT) {
            throw new StartException("Cannot start: " + flag + " must be 0 to 65535.");
        }
    }

    private static String checkedUrl(String url) {
        String trimmed = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        try {
            URI uri = URI.create(trimmed);
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null) {
                return trimmed;
            }
        } catch (IllegalArgumentException e) {
            throw notUrl(e);
        }
        throw notUrl(null);
    }

    private static StartException notUrl(@Nullable Throwable cause) {
        return new StartException(
                "Cannot start: --public-url must be a full address such as https://video.example.org.", cause);
    }

    private static void checkAddress(String address) {
        // Only digits, dots, colons and hex letters: a name would need a resolver, and browsers get numbers anyway.
        if (!address.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*")) {
            throw new StartException("Cannot start: --advertise needs IP addresses, \"" + address + "\" is none.");
        }
    }

    private static void checkBlock(String block) {
        if (!block.matches("([0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*)(/[0-9]{1,3})?")) {
            throw new StartException(
                    "Cannot start: --trusted-proxy needs a block such as 10.0.0.0/8, \"" + block + "\" is none.");
        }
    }
}
