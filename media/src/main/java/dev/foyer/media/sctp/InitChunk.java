package dev.foyer.media.sctp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** INIT and INIT ACK (RFC 9260 sections 3.3.2 and 3.3.3); {@code window} in bytes, stream counts 1 to 65535. */
record InitChunk(int tag, long window, int outStreams, int inStreams, int initialTsn, List<Parameter> parameters) {
    private static final int FIXED = 16;
    private static final byte[] EXTENSIONS = {(byte) Chunk.RE_CONFIG, (byte) Chunk.FORWARD_TSN};
    private static final int MAX_REPORTED = 256;

    static @Nullable InitChunk parse(Chunk chunk) {
        byte[] body = chunk.body();
        if (body.length < FIXED) {
            return null;
        }
        List<Parameter> parameters = Parameter.parseAll(body, FIXED);
        ByteBuffer in = ByteBuffer.wrap(body);
        int out = in.getShort(8) & 0xFFFF;
        int inbound = in.getShort(10) & 0xFFFF;
        if (parameters == null || in.getInt(0) == 0 || out == 0 || inbound == 0) {
            return null;
        }
        return new InitChunk(in.getInt(0), in.getInt(4) & 0xFFFF_FFFFL, out, inbound, in.getInt(12), parameters);
    }

    Chunk toChunk(int type) {
        byte[] tail = Parameter.encodeAll(parameters);
        ByteBuffer out = ByteBuffer.allocate(FIXED + tail.length);
        out.putInt(tag).putInt((int) window).putShort((short) outStreams).putShort((short) inStreams);
        out.putInt(initialTsn).put(tail);
        return new Chunk(type, 0, out.array());
    }

    /** What we can do beyond the base protocol, for our own INIT and INIT ACK. */
    static List<Parameter> ourExtensions() {
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(new Parameter(Parameter.FORWARD_TSN_SUPPORTED, Chunk.EMPTY));
        parameters.add(new Parameter(Parameter.SUPPORTED_EXTENSIONS, EXTENSIONS));
        return parameters;
    }

    byte @Nullable [] cookie() {
        for (Parameter parameter : parameters) {
            if (parameter.type() == Parameter.STATE_COOKIE) {
                return parameter.value();
            }
        }
        return null;
    }

    /** Whether the peer lists RE-CONFIG among its extensions (RFC 5061 section 4.2.7). */
    boolean supportsReconfig() {
        for (Parameter parameter : parameters) {
            if (parameter.type() == Parameter.SUPPORTED_EXTENSIONS) {
                for (byte extension : parameter.value()) {
                    if ((extension & 0xFF) == Chunk.RE_CONFIG) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Parameters we do not know and whose type asks for a report (RFC 9260 section 3.2.2), wrapped for the INIT ACK. */
    List<Parameter> unrecognized() {
        List<Parameter> reports = new ArrayList<>();
        int bytes = 0;
        for (Parameter parameter : parameters) {
            if (known(parameter.type())) {
                continue;
            }
            bytes += parameter.value().length + 2 * Parameter.HEADER;
            if ((parameter.type() & 0x4000) != 0 && bytes <= MAX_REPORTED) {
                reports.add(new Parameter(Parameter.UNRECOGNIZED, parameter.encode()));
            }
            if ((parameter.type() & 0x8000) == 0) {
                break;
            }
        }
        return reports;
    }

    private static boolean known(int type) {
        return switch (type) {
            case 5, 6, 9, 11, 12 -> true; // addresses and cookie preservative: meaningless inside DTLS, so ignored
            case Parameter.STATE_COOKIE, Parameter.UNRECOGNIZED -> true;
            case Parameter.FORWARD_TSN_SUPPORTED, Parameter.SUPPORTED_EXTENSIONS -> true;
            default -> false;
        };
    }
}
