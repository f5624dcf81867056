package dev.foyer.signalling;

import dev.foyer.session.Origin;
import dev.foyer.session.Pass;
import dev.foyer.session.RoomPolicy;
import org.jspecify.annotations.Nullable;

/** Decides who may come into which room. Asked at {@code /init} and again at every socket. */
@FunctionalInterface
public interface Admissions {
    /** @param peerId who wants to come in with the token; empty when the client did not say */
    Admission admit(String authToken, String peerId);

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
                @Nullable Pass pass,
                Origin origin) implements Admission {
            /** With a token that a customer signed. */
            public Admitted(String userId, String role, String credential, RoomPolicy policy) {
                this(userId, role, credential, policy, null, Origin.SIGNED);
            }
        }

        /** May not; {@code code} is never 404, which official clients answer by waiting for ever. */
        record Refused(int code, String message) implements Admission {}
    }
}
