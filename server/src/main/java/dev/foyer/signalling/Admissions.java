package dev.foyer.signalling;

import dev.foyer.session.Pass;
import dev.foyer.session.RoomPolicy;
import org.jspecify.annotations.Nullable;

/** Decides who may come into which room. Asked at {@code /init} and again at every socket. */
@FunctionalInterface
public interface Admissions {
    Admission admit(String authToken);

    /** The decision. */
    sealed interface Admission {
        /**
         * May come in.
         *
         * @param credential digest of the token; equal only for the same token
         * @param pass what a room code brings along; null for a token that was made without one
         */
        record Admitted(
                String userId,
                String role,
                String credential,
                RoomPolicy policy,
                @Nullable Pass pass) implements Admission {
            public Admitted(String userId, String role, String credential, RoomPolicy policy) {
                this(userId, role, credential, policy, null);
            }
        }

        /** May not; {@code code} is never 404, which official clients answer by waiting for ever. */
        record Refused(int code, String message) implements Admission {}
    }
}
