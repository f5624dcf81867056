package dev.foyer.media.sctp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One type-length-value parameter or error cause (RFC 9260 section 3.2.1). */
@SuppressWarnings("ArrayRecordComponent") // never compared, only carried
record Parameter(int type, byte[] value) {
    static final int HEADER = 4;
    static final int STATE_COOKIE = 7;
    static final int UNRECOGNIZED = 8;
    static final int SUPPORTED_EXTENSIONS = 0x8008;
    static final int FORWARD_TSN_SUPPORTED = 0xC000;
    static final int OUTGOING_RESET = 13;
    static final int INCOMING_RESET = 14;
    static final int SSN_TSN_RESET = 15;
    static final int RECONFIG_RESPONSE = 16;
    static final int ADD_OUTGOING = 17;
    static final int ADD_INCOMING = 18;

    /** The parameters in {@code bytes} from {@code at} to the end, or null when a length is wrong. */
    static @Nullable List<Parameter> parseAll(byte[] bytes, int at) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        List<Parameter> parameters = new ArrayList<>();
        int next = at;
        while (next < bytes.length) {
            int left = bytes.length - next;
            int length = left < HEADER ? 0 : in.getShort(next + 2) & 0xFFFF;
            if (length < HEADER || length > left) {
                return null;
            }
            byte[] value = new byte[length - HEADER];
            in.get(next + HEADER, value);
            parameters.add(new Parameter(in.getShort(next) & 0xFFFF, value));
            next += (length + 3) & ~3;
        }
        return parameters;
    }

    /** All parameters one after the other, each padded to four bytes except that the last one's padding is kept too. */
    static byte[] encodeAll(List<Parameter> parameters) {
        int size = 0;
        for (Parameter parameter : parameters) {
            size += (HEADER + parameter.value.length + 3) & ~3;
        }
        ByteBuffer out = ByteBuffer.allocate(size);
        for (Parameter parameter : parameters) {
            int end = out.position() + ((HEADER + parameter.value.length + 3) & ~3);
            parameter.encode(out);
            out.position(end);
        }
        return out.array();
    }

    /** Header and value without padding. */
    byte[] encode() {
        ByteBuffer out = ByteBuffer.allocate(HEADER + value.length);
        encode(out);
        return out.array();
    }

    private void encode(ByteBuffer out) {
        out.putShort((short) type).putShort((short) (HEADER + value.length)).put(value);
    }
}
