package dev.foyer.media.twin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.media.wire.PacketBuffer;

/** What a packet of a {@link Publisher} says of itself, followed by a pattern that shows damage. */
record Payload(boolean key, int frame, int index, int count, long timestamp) {
    private static final int HEAD = 11;

    static byte[] write(PacketBuffer packet, int at, Payload payload, int bytes) {
        packet.u8(at, payload.key ? 0x10 : 0x11);
        packet.u32(at + 1, payload.frame);
        packet.u8(at + 5, payload.index);
        packet.u8(at + 6, payload.count);
        packet.u32(at + 7, payload.timestamp);
        for (int i = HEAD; i < bytes; i++) {
            packet.u8(at + i, pattern(payload, i));
        }
        packet.length(at + bytes);
        return packet.toBytes();
    }

    /** Reads up to the packet's end and checks every byte. */
    static Payload read(PacketBuffer packet, int at) {
        Payload payload = new Payload(
                packet.u8(at) == 0x10, packet.i32(at + 1), packet.u8(at + 5), packet.u8(at + 6), packet.u32(at + 7));
        for (int i = HEAD; at + i < packet.length(); i++) {
            if (packet.u8(at + i) != pattern(payload, i)) {
                assertThat(packet.u8(at + i)).as("byte %d of %s", i, payload).isEqualTo(pattern(payload, i));
            }
        }
        return payload;
    }

    private static int pattern(Payload payload, int i) {
        return (payload.frame * 31 + payload.index * 7 + i) & 0xFF;
    }
}
