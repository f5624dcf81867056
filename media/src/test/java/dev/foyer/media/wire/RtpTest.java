package dev.foyer.media.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RtpTest {
    @Property
    void one_byte_extensions_are_found_among_others(
            @ForAll @IntRange(min = 1, max = 7) int id,
            @ForAll @IntRange(min = 8, max = 14) int other,
            @ForAll @IntRange(min = 1, max = 16) int length) {
        PacketBuffer packet = PacketBuffer.onHeap();
        packet.u8(0, 0x91);
        packet.u16(16, Rtp.ONE_BYTE);
        packet.u16(18, 6);
        packet.u8(20, other << 4 | 1);
        packet.u8(24, id << 4 | length - 1);
        packet.length(20 + 24);
        assertThat(Rtp.isValid(packet)).isTrue();
        assertThat(Rtp.headerLength(packet)).isEqualTo(44);
        assertThat(Rtp.findExtension(packet, id)).isEqualTo(25);
        assertThat(Rtp.extensionLength(packet, 25)).isEqualTo(length);
        assertThat(Rtp.findExtension(packet, other)).isEqualTo(21);
    }

    @Test
    void two_byte_extensions_are_found_too() {
        PacketBuffer packet = PacketBuffer.onHeap();
        packet.u8(0, 0x90);
        packet.u16(12, 0x1000);
        packet.u16(14, 2);
        packet.u16(16, 0x0500);
        packet.u16(18, 0x0003);
        packet.u8(19, 3);
        packet.u8(20, 2);
        packet.length(24);
        assertThat(Rtp.findExtension(packet, 5)).isEqualTo(18);
        assertThat(Rtp.extensionLength(packet, 18)).isZero();
        assertThat(Rtp.findExtension(packet, 3)).isEqualTo(21);
        assertThat(Rtp.findExtension(packet, 4)).isEqualTo(-1);
    }

    @Property(tries = 3000)
    void any_bytes_are_refused_or_read_within_bounds(@ForAll @Size(max = 60) byte[] bytes, @ForAll boolean shaped) {
        if (shaped && bytes.length > 15) {
            bytes[0] = (byte) (0x90 | bytes[0] & 0x21);
            bytes[12] = (byte) 0xBE;
            bytes[13] = (byte) 0xDE;
            bytes[14] = 0;
            bytes[15] &= 0x0F;
        }
        PacketBuffer exact = new PacketBuffer(MemorySegment.ofArray(bytes));
        exact.length(bytes.length);
        if (Rtp.isValid(exact)) {
            assertThat(Rtp.payloadLength(exact)).isNotNegative();
            for (int id = 0; id < 16; id++) {
                int at = Rtp.findExtension(exact, id);
                if (at >= 0) {
                    assertThat(at + Rtp.extensionLength(exact, at)).isLessThanOrEqualTo(Rtp.headerLength(exact));
                }
            }
        }
    }
}
