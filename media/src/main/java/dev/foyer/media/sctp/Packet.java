package dev.foyer.media.sctp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** A verification tag and the chunks that follow the common header (RFC 9260 section 3); the ports are always 5000. */
record Packet(int tag, List<Chunk> chunks) {
    /** Most bytes that we put into one packet: what a DTLS record of ours carries without IP fragmentation. */
    static final int MAX_BYTES = 1150;

    static final int HEADER = 12;
    static final int PORT = 5000;

    private static final int CHECKSUM_AT = 8;
    private static final int MAX_ACCEPTED = 16384;
    private static final byte[] ZEROS = new byte[4];

    /** The packet in {@code bytes}, or null when length, ports, checksum or a chunk length is wrong. */
    static @Nullable Packet parse(byte[] bytes) {
        if (bytes.length < HEADER + Chunk.HEADER || bytes.length > MAX_ACCEPTED) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (in.getShort(0) != PORT || in.getShort(2) != PORT || littleEndian(bytes) != checksum(bytes)) {
            return null;
        }
        List<Chunk> chunks = new ArrayList<>();
        int at = HEADER;
        while (at < bytes.length) {
            int left = bytes.length - at;
            int length = left < Chunk.HEADER ? 0 : in.getShort(at + 2) & 0xFFFF;
            if (length < Chunk.HEADER || length > left) {
                return null;
            }
            byte[] body = new byte[length - Chunk.HEADER];
            in.get(at + Chunk.HEADER, body);
            chunks.add(new Chunk(in.get(at) & 0xFF, in.get(at + 1) & 0xFF, body));
            at += (length + 3) & ~3;
        }
        return new Packet(in.getInt(4), chunks);
    }

    /** The bytes of the packet, checksum filled in. */
    byte[] encode() {
        int size = HEADER;
        for (Chunk chunk : chunks) {
            size += chunk.paddedLength();
        }
        ByteBuffer out = ByteBuffer.allocate(size);
        out.putShort((short) PORT).putShort((short) PORT).putInt(tag).putInt(0);
        for (Chunk chunk : chunks) {
            int end = out.position() + chunk.paddedLength();
            out.put((byte) chunk.type()).put((byte) chunk.flags());
            out.putShort((short) (Chunk.HEADER + chunk.body().length)).put(chunk.body());
            out.position(end);
        }
        byte[] bytes = out.array();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(CHECKSUM_AT, checksum(bytes));
        return bytes;
    }

    private static int littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(CHECKSUM_AT);
    }

    /** CRC32c over the packet with its checksum field taken as zero (RFC 9260 appendix A). */
    static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, CHECKSUM_AT);
        crc.update(ZEROS, 0, ZEROS.length);
        crc.update(bytes, HEADER, bytes.length - HEADER);
        return (int) crc.getValue();
    }
}
