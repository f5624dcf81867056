package dev.foyer.media.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.media.wire.PacketBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class Vp8Test {
    private final Vp8 vp8 = new Vp8();

    @Property
    void picture_numbers_are_rewritten_in_place(
            @ForAll boolean wide,
            @ForAll boolean hasTl0,
            @ForAll boolean hasTid,
            @ForAll @IntRange(max = 0x7F) int before,
            @ForAll @IntRange(max = 0x7FFF) int picture,
            @ForAll @IntRange(max = 0xFF) int tl0) {
        byte[] bytes = new byte[12];
        bytes[0] = (byte) 0x90;
        bytes[1] = (byte) (0x80 | (hasTl0 ? 0x40 : 0) | (hasTid ? 0x20 : 0));
        bytes[2] = (byte) (wide ? 0x80 : before);
        PacketBuffer packet = PacketBuffer.of(bytes);
        assertThat(vp8.parse(packet, 0, 12)).isTrue();
        assertThat(vp8.pictureId()).isEqualTo(wide ? 0 : before);
        vp8.rewrite(packet, 0, picture, tl0);
        assertThat(vp8.parse(packet, 0, 12)).isTrue();
        assertThat(vp8.pictureId()).isEqualTo(picture & vp8.pictureIdMask());
        assertThat(vp8.hasTl0()).isEqualTo(hasTl0);
        if (hasTl0) {
            assertThat(vp8.tl0()).isEqualTo(tl0);
        }
        assertThat(vp8.isKeyFrameStart()).isTrue();
    }

    @Test
    void only_the_first_packet_of_a_key_frame_is_a_start() {
        assertThat(start(0x10, 0x00)).isTrue();
        assertThat(start(0x10, 0x01)).isFalse();
        assertThat(start(0x00, 0x00)).isFalse();
        assertThat(start(0x11, 0x00)).isFalse();
    }

    private boolean start(int descriptor, int frame) {
        vp8.parse(PacketBuffer.of(new byte[] {(byte) descriptor, (byte) frame}), 0, 2);
        return vp8.isKeyFrameStart();
    }

    @Property
    void any_bytes_are_parsed_without_reading_past_them(@ForAll @Size(max = 8) byte[] bytes) {
        PacketBuffer exact = new PacketBuffer(java.lang.foreign.MemorySegment.ofArray(bytes));
        boolean fits = vp8.parse(exact, 0, bytes.length);
        if (fits) {
            vp8.rewrite(exact, 0, 1, 2);
        }
        assertThat(fits).isEqualTo(fits && bytes.length > 0);
    }
}
