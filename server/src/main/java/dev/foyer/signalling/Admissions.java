package dev.foyer.signalling;

import dev.foyer.session.RoomPolicy;

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
         */
        record Admitted(String userId, String role, String credential, RoomPolicy policy) implements Admission {}

        /** May not; {@code code} is never 404, which official clients answer by waiting for ever. */
        record Refused(int code, String message) implements Admission {}
    }
}
