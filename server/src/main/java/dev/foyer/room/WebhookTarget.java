package dev.foyer.room;

import dev.foyer.http.Shape;
import dev.foyer.kernel.Fields;
import dev.foyer.kernel.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A customer's server that is told what happens: where, and with which headers. Both are checked here for form only; whether
 * the address may be called is decided at each call, when the name is resolved.
 *
 * @param headers in the order given
 */
public record WebhookTarget(String url, SequencedMap<String, String> headers) {
    private static final int MAX_URL = 2048;
    private static final int MAX_HEADERS = 32;
    private static final int MAX_HEADER_NAME = 128;
    private static final int MAX_HEADER_VALUE = 4096;
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e\\t]*");
    /** What the HTTP client or the delivery itself says. */
    private static final Set<String> TAKEN = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "upgrade",
            "transfer-encoding",
            "te",
            "trailer",
            "keep-alive",
            "proxy-authorization",
            "x-foyer-signature",
            "x-100ms-signature");

    /** As a request body holds it. */
    public static final Shape SHAPE = Shape.object()
            .with(
                    "url",
                    Shape.text()
                            .required()
                            .atMost(MAX_URL)
                            .about("An http or https address without a user name.")
                            .example("https://example.org/hook"))
            .with("headers", Shape.mapOf(Shape.text().atMost(MAX_HEADER_VALUE)));

    public WebhookTarget {
        headers = new LinkedHashMap<>(headers);
    }

    /** An unmodifiable view. */
    @Override
    public SequencedMap<String, String> headers() {
        return Collections.unmodifiableSequencedMap(headers);
    }

    /**
     * Reads {@code {url, headers}}.
     *
     * @param prefix how the members are called in refusals
     * @throws dev.foyer.kernel.Refusal when a member cannot be used
     */
    public static WebhookTarget read(ObjectNode body, String prefix) {
        String url = Fields.text(body, "url");
        if (url == null || url.isBlank()) {
            throw Fields.invalid(prefix + "url is required");
        }
        return new WebhookTarget(checkedUrl(url.strip(), prefix), headers(body, prefix));
    }

    /** Headers of a body; empty when absent. */
    public static SequencedMap<String, String> headers(ObjectNode body, String prefix) {
        SequencedMap<String, String> headers = new LinkedHashMap<>();
        ObjectNode given = Fields.objectOrEmpty(body, "headers");
        if (given.size() > MAX_HEADERS) {
            throw Fields.invalid(prefix + "headers has more than " + MAX_HEADERS + " entries");
        }
        for (Map.Entry<String, JsonNode> header : given.properties()) {
            if (!header.getValue().isString()) {
                throw Fields.invalid(prefix + "headers must hold strings");
            }
            String name = header.getKey();
            String value = header.getValue().stringValue();
            if (name.length() > MAX_HEADER_NAME || !TOKEN.matcher(name).matches() || taken(name)) {
                throw Fields.invalid(prefix + "headers has a name that cannot be used");
            }
            if (value.length() > MAX_HEADER_VALUE || !VALUE.matcher(value).matches()) {
                throw Fields.invalid(prefix + "headers has a value that cannot be used");
            }
            headers.put(name, value);
        }
        return headers;
    }

    /** {@code {url, headers}}; without headers when there are none. */
    public ObjectNode json() {
        ObjectNode json = Json.object().put("url", url);
        if (!headers.isEmpty()) {
            ObjectNode given = json.putObject("headers");
            headers.forEach(given::put);
        }
        return json;
    }

    private static boolean taken(String name) {
        return TAKEN.contains(name.toLowerCase(Locale.ROOT));
    }

    private static String checkedUrl(String url, String prefix) {
        try {
            URI uri = new URI(url);
            String scheme = uri.getScheme();
            boolean http = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
            if (url.length() <= MAX_URL
                    && http
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getPort() != 0
                    && uri.getPort() <= 65_535) {
                return url;
            }
        } catch (URISyntaxException e) {
            throw Fields.invalid(prefix + "url is not an address");
        }
        throw Fields.invalid(prefix + "url must be an http or https address");
    }
}
