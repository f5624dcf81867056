package dev.foyer.history;

import org.jspecify.annotations.Nullable;

/** A row of the record as it is now. Times are epoch milliseconds. */
public sealed interface Row {
    /** Names the row: a later row with the same key replaces it. */
    Key key();

    /** {@code peerId} is empty for a session. */
    record Key(String sessionId, String peerId, long joinedAt) {}

    /**
     * A session.
     *
     * @param updatedAt when something last happened in it; the end once it has ended
     * @param endedAt null while somebody is inside
     */
    record Session(
            String id,
            String roomId,
            long startedAt,
            long updatedAt,
            @Nullable Long endedAt) implements Row {
        @Override
        public Key key() {
            return new Key(id, "", 0);
        }

        Session touched(long now) {
            return new Session(id, roomId, startedAt, Math.max(now, updatedAt), endedAt);
        }
    }

    /**
     * One stay of a peer. Texts are cut and made storable: PostgreSQL knows no NUL and no half of a surrogate pair.
     *
     * @param leftAt null while inside
     * @param reason why the peer left; empty while inside
     */
    record Join(
            String sessionId,
            String peerId,
            long joinedAt,
            String userId,
            String name,
            String role,
            String metadata,
            @Nullable Long leftAt,
            String reason)
            implements Row {
        private static final int MAX_TEXT = 1024;
        private static final int MAX_METADATA = 16 * 1024;

        public Join {
            userId = storable(userId, MAX_TEXT);
            name = storable(name, MAX_TEXT);
            role = storable(role, MAX_TEXT);
            metadata = storable(metadata, MAX_METADATA);
            reason = storable(reason, MAX_TEXT);
        }

        @Override
        public Key key() {
            return new Key(sessionId, peerId, joinedAt);
        }

        Join described(String newName, String newMetadata) {
            return new Join(sessionId, peerId, joinedAt, userId, newName, role, newMetadata, leftAt, reason);
        }

        Join withRole(String newRole) {
            return new Join(sessionId, peerId, joinedAt, userId, name, newRole, metadata, leftAt, reason);
        }

        Join left(long at, String why) {
            return new Join(sessionId, peerId, joinedAt, userId, name, role, metadata, at, why);
        }

        private static String storable(String text, int most) {
            String cut = text.length() <= most ? text : text.substring(0, most);
            StringBuilder out = new StringBuilder(cut.length());
            cut.codePoints().forEach(point -> out.appendCodePoint(unstorable(point) ? 0xFFFD : point));
            return out.toString();
        }

        private static boolean unstorable(int point) {
            return point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
        }
    }
}
