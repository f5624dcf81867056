package dev.foyer.signalling;

import dev.foyer.session.Origin;
import dev.foyer.session.RoomPolicy;

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
         */
        record Admitted(String userId, String role, String credential, RoomPolicy policy, Origin origin)
                implements Admission {}

        /** May not; {@code code} is never 404, which official clients answer by waiting for ever. */
        record Refused(int code, String message) implements Admission {}
    }
}
