package dev.foyer.webhook;

import dev.foyer.kernel.Redacted;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proof of who sent a webhook and when: {@code t=<seconds>,v1=<hex>}, the HMAC-SHA256 of {@code <seconds>.<body>} under the
 * workspace's webhook secret. While a secret is being replaced there is one {@code v1} for each.
 */
final class Signature {
    static final String HEADER = "X-Foyer-Signature";
    /** As 100ms sends it to some workspaces: the HMAC of the body alone, with the newest secret. */
    static final String PLAIN_HEADER = "x-100ms-signature";

    private Signature() {}

    static String of(List<Redacted> secrets, long seconds, String body) {
        StringBuilder header = new StringBuilder("t=").append(seconds);
        for (Redacted secret : secrets) {
            header.append(",v1=").append(hmac(secret, seconds + "." + body));
        }
        return header.toString();
    }

    static String hmac(Redacted secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.value().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every Java runtime", e);
        }
    }
}
