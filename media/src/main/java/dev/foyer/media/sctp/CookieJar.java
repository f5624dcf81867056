package dev.foyer.media.sctp;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Makes and checks the authenticated state cookie of the handshake (RFC 9260 section 5.1.3). */
final class CookieJar {
    static final long LIFETIME_NANOS = 60_000_000_000L;
    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAC_BYTES = 32;
    private static final int STATE_BYTES = 8 + 4 + 4 + 4 + 4 + 2 + 2 + 1;

    private final SecretKeySpec key;

    CookieJar(RandomGenerator random) {
        byte[] secret = new byte[MAC_BYTES];
        random.nextBytes(secret);
        key = new SecretKeySpec(secret, ALGORITHM);
    }

    /** A cookie that carries the peer's INIT, valid for {@link #LIFETIME_NANOS} and for our tag only. */
    byte[] seal(long nowNanos, int localTag, InitChunk peer) {
        ByteBuffer out = ByteBuffer.allocate(STATE_BYTES + MAC_BYTES);
        out.putLong(nowNanos).putInt(localTag).putInt(peer.tag()).putInt((int) peer.window());
        out.putInt(peer.initialTsn()).putShort((short) peer.outStreams()).putShort((short) peer.inStreams());
        out.put((byte) (peer.supportsReconfig() ? 1 : 0));
        out.put(mac(Arrays.copyOf(out.array(), STATE_BYTES)));
        return out.array();
    }

    /** The state in the cookie, or null when it is not ours, altered or too old. */
    @Nullable
    PeerState open(long nowNanos, int localTag, byte[] cookie) {
        if (cookie.length != STATE_BYTES + MAC_BYTES) {
            return null;
        }
        byte[] mac = mac(Arrays.copyOf(cookie, STATE_BYTES));
        if (!MessageDigest.isEqual(mac, Arrays.copyOfRange(cookie, STATE_BYTES, cookie.length))) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(cookie);
        if (nowNanos - in.getLong() > LIFETIME_NANOS || in.getInt() != localTag) {
            return null;
        }
        int tag = in.getInt();
        long window = in.getInt() & 0xFFFF_FFFFL;
        int initialTsn = in.getInt();
        int outStreams = in.getShort() & 0xFFFF;
        return new PeerState(tag, window, initialTsn, outStreams, in.getShort() & 0xFFFF, in.get() != 0);
    }

    private byte[] mac(byte[] state) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(state);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
        }
    }
}
