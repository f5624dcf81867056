package dev.foyer.media.sctp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** DATA_CHANNEL_OPEN (RFC 8832 section 5.1). Priority and reliability are read over: we send reliably on any channel. */
record DcepOpen(int channelType, String label, String protocol) {
    static final int TYPE = 3;
    static final int ACK = 2;
    private static final int FIXED = 12;
    /** Longest label and protocol together that a peer may choose, bytes: they wait in memory until polled. */
    static final int MAX_NAMES = 1024;

    static @Nullable DcepOpen parse(byte[] bytes) {
        if (bytes.length < FIXED || bytes[0] != TYPE) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int label = in.getShort(8) & 0xFFFF;
        int protocol = in.getShort(10) & 0xFFFF;
        if (label + protocol > MAX_NAMES || bytes.length != FIXED + label + protocol) {
            return null;
        }
        return new DcepOpen(
                bytes[1] & 0xFF,
                new String(bytes, FIXED, label, StandardCharsets.UTF_8),
                new String(bytes, FIXED + label, protocol, StandardCharsets.UTF_8));
    }

    byte[] encode() {
        byte[] labelBytes = label.getBytes(StandardCharsets.UTF_8);
        byte[] protocolBytes = protocol.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(FIXED + labelBytes.length + protocolBytes.length);
        out.put((byte) TYPE).put((byte) channelType).putShort((short) 0).putInt(0);
        out.putShort((short) labelBytes.length).putShort((short) protocolBytes.length);
        return out.put(labelBytes).put(protocolBytes).array();
    }
}
