package dev.foyer.media.ice;

import dev.foyer.media.wire.TransportAddress;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one STUN Binding message (RFC 8489); attributes appear in call order, integrity and fingerprint last. */
public final class StunBuilder {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(128);
    private final byte[] cookieAndId = new byte[4 + Stun.TRANSACTION_ID];

    /** Starts a message with a twelve-byte transaction id. */
    public StunBuilder(StunMessage.Kind kind, byte[] transactionId) {
        if (transactionId.length != Stun.TRANSACTION_ID) {
            throw new IllegalArgumentException("transaction id of " + transactionId.length + " bytes");
        }
        for (int i = 0; i < 4; i++) {
            cookieAndId[i] = (byte) (Stun.MAGIC_COOKIE >>> (24 - 8 * i));
        }
        System.arraycopy(transactionId, 0, cookieAndId, 4, Stun.TRANSACTION_ID);
        u16(kind.type);
        u16(0);
        out.writeBytes(cookieAndId);
    }

    public StunBuilder username(String value) {
        return attribute(Stun.USERNAME, value.getBytes(StandardCharsets.UTF_8));
    }

    public StunBuilder priority(long value) {
        return attribute(Stun.PRIORITY, bigEndian(value, 4));
    }

    public StunBuilder useCandidate() {
        return attribute(Stun.USE_CANDIDATE, new byte[0]);
    }

    public StunBuilder controlling(long tieBreaker) {
        return attribute(Stun.ICE_CONTROLLING, bigEndian(tieBreaker, 8));
    }

    public StunBuilder controlled(long tieBreaker) {
        return attribute(Stun.ICE_CONTROLLED, bigEndian(tieBreaker, 8));
    }

    /** XOR-MAPPED-ADDRESS of either family (§14.2). */
    public StunBuilder mapped(TransportAddress address) {
        byte[] ip = address.bytes();
        byte[] value = new byte[4 + ip.length];
        value[1] = (byte) (ip.length == 4 ? 1 : 2);
        Stun.u16(value, 2, address.port() ^ Stun.u16(cookieAndId, 0));
        for (int i = 0; i < ip.length; i++) {
            value[4 + i] = (byte) (ip[i] ^ cookieAndId[i]);
        }
        return attribute(Stun.XOR_MAPPED_ADDRESS, value);
    }

    /** ERROR-CODE, 300 to 699. */
    public StunBuilder error(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        byte[] value = new byte[4 + text.length];
        value[2] = (byte) (code / 100);
        value[3] = (byte) (code % 100);
        System.arraycopy(text, 0, value, 4, text.length);
        return attribute(Stun.ERROR_CODE, value);
    }

    /** UNKNOWN-ATTRIBUTES, which go with error 420. */
    public StunBuilder unknown(List<Integer> types) {
        byte[] value = new byte[2 * types.size()];
        for (int i = 0; i < types.size(); i++) {
            Stun.u16(value, 2 * i, types.get(i));
        }
        return attribute(Stun.UNKNOWN_ATTRIBUTES, value);
    }

    /** Any other attribute, padded with zeros. */
    public StunBuilder attribute(int type, byte[] value) {
        u16(type);
        u16(value.length);
        out.writeBytes(value);
        for (int i = value.length; (i & 3) != 0; i++) {
            out.write(0);
        }
        return this;
    }

    /** The message, with MESSAGE-INTEGRITY when {@code password} is given, and FINGERPRINT. */
    public byte[] build(@Nullable String password) {
        byte[] bytes = out.toByteArray();
        int at = bytes.length;
        int integrity = password == null ? 0 : Stun.INTEGRITY_ATTRIBUTE;
        bytes = Arrays.copyOf(bytes, at + integrity + Stun.FINGERPRINT_ATTRIBUTE);
        if (password != null) {
            Stun.u16(bytes, 2, at + integrity - Stun.HEADER);
            byte[] mac = Stun.hmac(password.getBytes(StandardCharsets.UTF_8), bytes, at);
            Stun.u16(bytes, at, Stun.MESSAGE_INTEGRITY);
            Stun.u16(bytes, at + 2, mac.length);
            System.arraycopy(mac, 0, bytes, at + 4, mac.length);
            at += integrity;
        }
        Stun.u16(bytes, 2, bytes.length - Stun.HEADER);
        int fingerprint = Stun.fingerprint(bytes, at);
        Stun.u16(bytes, at, Stun.FINGERPRINT);
        Stun.u16(bytes, at + 2, 4);
        System.arraycopy(bigEndian(fingerprint, 4), 0, bytes, at + 4, 4);
        return bytes;
    }

    private void u16(int value) {
        out.write(value >>> 8);
        out.write(value);
    }

    private static byte[] bigEndian(long value, int count) {
        byte[] out = new byte[count];
        for (int i = 0; i < count; i++) {
            out[i] = (byte) (value >>> (8 * (count - 1 - i)));
        }
        return out;
    }
}
