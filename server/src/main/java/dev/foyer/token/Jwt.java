package dev.foyer.token;

import dev.foyer.kernel.Json;
import dev.foyer.kernel.Redacted;
import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.RefusalCode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compact JWS with HS256 (RFC 7515, RFC 7518 §3.2). The key is the UTF-8 bytes of the secret.
 *
 * @param claims the payload; to be trusted only after {@link #signedWith}
 */
record Jwt(ObjectNode claims, String signingInput, String signature) {
    private static final int MAX_LENGTH = 8192;
    private static final String HEADER = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");

    /** Signs a payload. */
    static String sign(ObjectNode claims, Redacted secret) {
        String input = HEADER + "." + encode(ascii(Json.write(claims)));
        return input + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(mac(input, secret));
    }

    /** Takes a token apart; anything but three parts with an HS256 header is refused. */
    static Jwt parse(String token) {
        String[] parts = token.split("\\.", -1);
        if (token.length() > MAX_LENGTH || parts.length != 3) {
            throw malformed();
        }
        if (!"HS256".equals(decode(parts[0]).path("alg").asString(""))) {
            throw Refusal.of(RefusalCode.TOKEN_INVALID, "signing method not allowed");
        }
        return new Jwt(decode(parts[1]), parts[0] + "." + parts[1], parts[2]);
    }

    boolean signedWith(Redacted secret) {
        try {
            byte[] given = Base64.getUrlDecoder().decode(signature);
            return MessageDigest.isEqual(given, mac(signingInput, secret));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Escapes what would make base64url differ from base64: browsers decode the payload with {@code atob}, which rejects
     * {@code -} and {@code _} and reads bytes as Latin-1. In ASCII only {@code > ? ~} and DEL can lead to them.
     */
    private static String ascii(String json) {
        StringBuilder out = new StringBuilder(json.length() + 16);
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c > '}' || c == '>' || c == '?') {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode decode(String part) {
        try {
            return Json.readObject(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | Refusal e) {
            throw malformed();
        }
    }

    private static Refusal malformed() {
        return Refusal.of(RefusalCode.TOKEN_INVALID, "token is malformed");
    }

    private static byte[] mac(String input, Redacted secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.value().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(input.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every Java runtime", e);
        }
    }
}
