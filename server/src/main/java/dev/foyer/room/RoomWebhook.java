package dev.foyer.room;

import dev.foyer.kernel.Fields;
import dev.foyer.kernel.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The address that hears of one room instead of the workspace's, checked so that it can be called. */
final class RoomWebhook {
    private static final int MAX_URL = 2048;
    private static final int MAX_HEADERS = 20;
    private static final int MAX_VALUE = 1024;
    /** RFC 9110, section 5.1. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
    /** RFC 9110, section 5.5, without the obsolete bytes: nothing that could begin another header. */
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7E\\t]*");

    private RoomWebhook() {}

    /** Member {@code webhook} of a body; null when absent. */
    static @Nullable ObjectNode read(ObjectNode body) {
        ObjectNode webhook = Fields.object(body, "webhook");
        if (webhook == null) {
            return null;
        }
        String url = Fields.text(webhook, "url");
        if (url == null || url.isBlank()) {
            throw Fields.invalid("webhook.url is required");
        }
        if (url.length() > MAX_URL || !callable(url)) {
            throw Fields.invalid("webhook.url must be an http or https address of at most " + MAX_URL + " characters");
        }
        ObjectNode kept = Json.object().put("url", url);
        ObjectNode headers = Fields.object(webhook, "headers");
        if (headers != null) {
            checkHeaders(headers);
            kept.set("headers", headers.deepCopy());
        }
        return kept;
    }

    private static boolean callable(String url) {
        try {
            URI uri = new URI(url);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            return (scheme.equals("https") || scheme.equals("http"))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static void checkHeaders(ObjectNode headers) {
        if (headers.size() > MAX_HEADERS) {
            throw Fields.invalid("webhook.headers holds more than " + MAX_HEADERS + " entries");
        }
        for (Map.Entry<String, JsonNode> entry : headers.properties()) {
            if (!entry.getValue().isString()) {
                throw Fields.invalid("webhook.headers must hold strings");
            }
            String value = entry.getValue().stringValue();
            boolean usable = NAME.matcher(entry.getKey()).matches()
                    && value.length() <= MAX_VALUE
                    && VALUE.matcher(value).matches();
            if (!usable) {
                throw Fields.invalid("webhook.headers must hold names and values that HTTP can carry");
            }
        }
    }
}
