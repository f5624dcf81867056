package dev.foyer.mediaplane;

import dev.foyer.media.wire.PacketBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads which connection a STUN request is for, before anything vouches for it (RFC 8489 §5, RFC 8445 §7.2.2). */
final class StunPeek {
    private static final int HEADER = 20;
    private static final int USERNAME = 0x0006;
    private static final int MAX_UFRAG = 256;

    private StunPeek() {}

    /** Whether a datagram is STUN by its first byte (RFC 7983). */
    static boolean isStun(PacketBuffer datagram) {
        return datagram.length() >= HEADER && datagram.u8(0) <= 3;
    }

    /** The receiver's user fragment: USERNAME up to the colon; null without. */
    static @Nullable String localUfrag(PacketBuffer datagram) {
        int end = Math.min(datagram.length(), HEADER + datagram.u16(2));
        int at = HEADER;
        while (at + 4 <= end) {
            int length = datagram.u16(at + 2);
            if (at + 4 + length > end) {
                return null;
            }
            if (datagram.u16(at) == USERNAME) {
                return untilColon(datagram, at + 4, length);
            }
            at += 4 + ((length + 3) & ~3);
        }
        return null;
    }

    private static @Nullable String untilColon(PacketBuffer datagram, int from, int length) {
        for (int i = 0; i < length && i <= MAX_UFRAG; i++) {
            if (datagram.u8(from + i) == ':') {
                byte[] bytes = new byte[i];
                datagram.get(from, bytes, 0, i);
                return new String(bytes, StandardCharsets.ISO_8859_1);
            }
        }
        return null;
    }
}
