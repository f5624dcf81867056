package dev.foyer.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The headers of every page. The policy names our own origin only: the client SDK would post analytics, with token and
 * name, to a foreign host, and a browser that obeys this header refuses.
 */
public final class PageHeaders {
    private PageHeaders() {}

    /**
     * @param publicUrl address people use; its websocket may have another origin than the page. Null: only the page's own
     * @param tls whether this process speaks https
     */
    public static Map<String, String> of(@Nullable String publicUrl, boolean tls) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(
                "Content-Security-Policy",
                policy(publicUrl == null ? null : "ws" + publicUrl.substring("http".length())));
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cache-Control", "no-store");
        headers.put("X-Robots-Tag", "noindex, nofollow");
        headers.put("X-Content-Type-Options", "nosniff");
        // For a framed page the frame's allow attribute opens these; the page itself then needs them for its own origin
        // only.
        headers.put(
                "Permissions-Policy",
                "camera=(self), microphone=(self), display-capture=(self), speaker-selection=(self), autoplay=(self),"
                        + " picture-in-picture=(self), fullscreen=(self), screen-wake-lock=(self), clipboard-write=(self),"
                        + " geolocation=(), payment=(), usb=(), serial=(), hid=(), bluetooth=()");
        if (tls || (publicUrl != null && publicUrl.startsWith("https:"))) {
            headers.put("Strict-Transport-Security", "max-age=31536000");
        }
        return Map.copyOf(headers);
    }

    /**
     * The same headers for a page that only these origins may frame; any may when there are none. Without the directive also
     * schemes other than http, those of desktop and phone apps, may frame it, which {@code *} would exclude.
     */
    static Map<String, String> framedBy(Map<String, String> headers, List<String> origins) {
        if (origins.isEmpty()) {
            return headers;
        }
        Map<String, String> narrowed = new LinkedHashMap<>(headers);
        narrowed.merge(
                "Content-Security-Policy",
                "frame-ancestors 'self' " + String.join(" ", origins),
                (policy, more) -> policy + "; " + more);
        return narrowed;
    }

    private static String policy(@Nullable String socketOrigin) {
        String connect = socketOrigin == null ? "'self'" : "'self' " + socketOrigin;
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
                + "media-src 'self' blob:; worker-src 'self' blob:; manifest-src 'self'; connect-src " + connect
                + "; base-uri 'none'; form-action 'none'; object-src 'none'";
    }
}
