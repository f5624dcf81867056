package dev.foyer.media.ice;

import dev.foyer.media.wire.PacketBuffer;
import dev.foyer.media.wire.TransportAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A STUN Binding message as received (RFC 8489 §5). Attributes behind MESSAGE-INTEGRITY are ignored, as §14.5 asks, since
 * nothing vouches for them.
 */
public final class StunMessage {
    /** The class of a Binding message. */
    public enum Kind {
        REQUEST(0x0001),
        INDICATION(0x0011),
        SUCCESS(0x0101),
        ERROR(0x0111);

        final int type;

        Kind(int type) {
            this.type = type;
        }

        static @Nullable Kind of(int type) {
            for (Kind kind : values()) {
                if (kind.type == type) {
                    return kind;
                }
            }
            return null;
        }
    }

    private static final int MAX_ATTRIBUTES = 64;

    private final Kind kind;
    private final byte[] bytes;
    private final List<Integer> unknown = new ArrayList<>();
    private @Nullable String username;
    private @Nullable TransportAddress mapped;
    private int integrityAt = -1;
    private int errorCode;
    private long priority;
    private boolean useCandidate;
    private boolean controlling;
    private boolean controlled;
    private boolean fingerprinted;

    private StunMessage(Kind kind, byte[] bytes) {
        this.kind = kind;
        this.bytes = bytes;
    }

    /** The Binding message in {@code datagram}, or null when it is none, is malformed or has a wrong FINGERPRINT. */
    public static @Nullable StunMessage parse(PacketBuffer datagram) {
        int length = datagram.length();
        if (length < Stun.HEADER
                || datagram.u16(2) != length - Stun.HEADER
                || (length & 3) != 0
                || datagram.u32(4) != Stun.MAGIC_COOKIE) {
            return null;
        }
        Kind kind = Kind.of(datagram.u16(0));
        if (kind == null) {
            return null;
        }
        StunMessage message = new StunMessage(kind, datagram.toBytes());
        return message.readAttributes() ? message : null;
    }

    private boolean readAttributes() {
        int at = Stun.HEADER;
        for (int count = 0; at < bytes.length; count++) {
            if (count == MAX_ATTRIBUTES || at + 4 > bytes.length || fingerprinted) {
                return false;
            }
            int type = Stun.u16(bytes, at);
            int length = Stun.u16(bytes, at + 2);
            int padded = (length + 3) & ~3;
            if (at + 4 + padded > bytes.length) {
                return false;
            }
            boolean sealed = integrityAt >= 0;
            if ((type == Stun.FINGERPRINT || !sealed) && !read(type, at + 4, length)) {
                return false;
            }
            at += 4 + padded;
        }
        return true;
    }

    private boolean read(int type, int at, int length) {
        switch (type) {
            case Stun.USERNAME -> username = new String(bytes, at, length, StandardCharsets.UTF_8);
            case Stun.MESSAGE_INTEGRITY -> {
                integrityAt = at - 4;
                return length == Stun.INTEGRITY;
            }
            case Stun.FINGERPRINT -> {
                fingerprinted = true;
                return length == 4 && (int) Stun.u32(bytes, at) == Stun.fingerprint(bytes, at - 4);
            }
            case Stun.XOR_MAPPED_ADDRESS -> {
                mapped = readXorAddress(at, length);
                return mapped != null;
            }
            case Stun.PRIORITY -> {
                priority = length == 4 ? Stun.u32(bytes, at) : 0;
                return length == 4;
            }
            case Stun.USE_CANDIDATE -> useCandidate = true;
            case Stun.ICE_CONTROLLING -> controlling = true;
            case Stun.ICE_CONTROLLED -> controlled = true;
            case Stun.ERROR_CODE -> {
                errorCode = length < 4 ? 0 : (bytes[at + 2] & 7) * 100 + (bytes[at + 3] & 0xFF);
                return length >= 4;
            }
            case Stun.MAPPED_ADDRESS, Stun.UNKNOWN_ATTRIBUTES -> {
                // Known and of no use here.
            }
            default -> noteUnknown(type);
        }
        return true;
    }

    private void noteUnknown(int type) {
        if (type < 0x8000) {
            unknown.add(type);
        }
    }

    private @Nullable TransportAddress readXorAddress(int at, int length) {
        int family = length < 8 ? 0 : bytes[at + 1];
        int size = family == 1 ? 4 : family == 2 ? 16 : 0;
        if (size == 0 || length != 4 + size) {
            return null;
        }
        byte[] address = new byte[size];
        for (int i = 0; i < size; i++) {
            address[i] = (byte) (bytes[at + 4 + i] ^ bytes[4 + i]);
        }
        return TransportAddress.of(address, Stun.u16(bytes, at + 2) ^ Stun.u16(bytes, 4));
    }

    public Kind kind() {
        return kind;
    }

    /** The twelve bytes that tie an answer to its request. */
    public byte[] transactionId() {
        return Arrays.copyOfRange(bytes, 8, Stun.HEADER);
    }

    public @Nullable String username() {
        return username;
    }

    /**
     * The receiver's username fragment in a check, which tells whose it is before an address is known; null when there is
     * none. Unverified until {@link #verify}.
     */
    public @Nullable String localFragment() {
        int colon = username == null ? -1 : username.indexOf(':');
        return username == null || colon < 0 ? null : username.substring(0, colon);
    }

    /** XOR-MAPPED-ADDRESS, of a success response. */
    public @Nullable TransportAddress mapped() {
        return mapped;
    }

    /** 300 to 699 in an error response, else 0. */
    public int errorCode() {
        return errorCode;
    }

    /** PRIORITY, 0 when absent. */
    public long priority() {
        return priority;
    }

    public boolean useCandidate() {
        return useCandidate;
    }

    public boolean controlling() {
        return controlling;
    }

    public boolean controlled() {
        return controlled;
    }

    /** True when a FINGERPRINT was there (a wrong one does not parse). */
    public boolean fingerprinted() {
        return fingerprinted;
    }

    /** Comprehension-required attributes that this parser does not know (RFC 8489 §6.3.1). */
    public List<Integer> unknown() {
        return List.copyOf(unknown);
    }

    public boolean hasIntegrity() {
        return integrityAt >= 0;
    }

    /** Checks MESSAGE-INTEGRITY under {@code password} in constant time; false when absent. */
    public boolean verify(String password) {
        if (integrityAt < 0) {
            return false;
        }
        byte[] signed = Arrays.copyOf(bytes, integrityAt);
        Stun.u16(signed, 2, integrityAt + Stun.INTEGRITY_ATTRIBUTE - Stun.HEADER);
        byte[] expected = Stun.hmac(password.getBytes(StandardCharsets.UTF_8), signed, signed.length);
        int value = integrityAt + 4;
        return MessageDigest.isEqual(expected, Arrays.copyOfRange(bytes, value, value + Stun.INTEGRITY));
    }
}
