package dev.foyer.http;

import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/** The {@code Host} that a client asked for, also when a trusted proxy stands in between. */
public final class ClientHost {
    private static final String KEY = "foyer.host";

    private ClientHost() {}

    /** As the client sent it, unchecked: a name with or without port, or anything at all. Empty when there was none. */
    public static String of(Context context) {
        @Nullable String host = context.attribute(KEY);
        return host == null ? "" : host;
    }

    static void keep(Context context, TrustedProxies proxies) {
        String host = context.header("Host");
        context.attribute(
                KEY, proxies.host(context.ip(), context.header("X-Forwarded-Host"), host == null ? "" : host));
    }
}
