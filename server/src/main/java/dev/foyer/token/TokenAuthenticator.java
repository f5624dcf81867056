package dev.foyer.token;

import dev.foyer.http.Authenticator;
import dev.foyer.http.Scope;
import org.jspecify.annotations.Nullable;

/** Callers of management routes are a {@code Workspace}, callers of auth routes an {@link AuthToken}. */
public final class TokenAuthenticator implements Authenticator {
    private final ManagementTokens management;
    private final AuthTokens auth;

    public TokenAuthenticator(ManagementTokens management, AuthTokens auth) {
        this.management = management;
        this.auth = auth;
    }

    @Override
    public Object check(Scope scope, @Nullable String header) {
        return scope == Scope.MANAGEMENT ? management.verify(header) : auth.verifyHeader(header);
    }
}
