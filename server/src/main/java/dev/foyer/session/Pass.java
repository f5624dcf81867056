package dev.foyer.session;

import org.jspecify.annotations.Nullable;

/**
 * What somebody brings along who came by a room code.
 *
 * @param codeId id of the code, never its letters
 * @param entry id of the token; equal only for the same token
 * @param use id of the use of the code
 * @param holder equal for the same person on the same device: a newer join takes the older one's place. Null when nobody
 *     has to be told apart
 * @param name the name in the call, whatever the client says; null when the client may choose
 * @param maxInside most people in the room by this code; 0 for no limit
 * @param onlyBack may only take up the place of a peer that is here, because the code opens no more
 */
public record Pass(
        String codeId,
        String entry,
        String use,
        @Nullable String holder,
        @Nullable String name,
        int maxInside,
        boolean onlyBack) {}
