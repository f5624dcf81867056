package dev.foyer.http;

import org.jspecify.annotations.Nullable;

/** Turns the {@code Authorization} header into who is calling. */
@FunctionalInterface
public interface Authenticator {
    /**
     * Checks the header for a scope other than {@link Scope#PUBLIC}.
     *
     * @return handed to the handler as {@link Request#principal(Class)}
     * @throws dev.foyer.kernel.Refusal when the token is missing or does not allow the scope
     */
    Object check(Scope scope, @Nullable String header);
}
