package dev.foyer.mediaplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.media.wire.PacketBuffer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StunPeekTest {
    @Test
    void the_receivers_fragment_stands_before_the_colon() {
        assertThat(StunPeek.localUfrag(request("server:client"))).isEqualTo("server");
    }

    @Test
    void a_request_without_colon_or_username_is_for_nobody() {
        assertThat(StunPeek.localUfrag(request("server"))).isNull();
        PacketBuffer bare = PacketBuffer.of(new byte[20]);
        assertThat(StunPeek.isStun(bare)).isTrue();
        assertThat(StunPeek.localUfrag(bare)).isNull();
    }

    @Test
    void an_attribute_longer_than_the_datagram_is_for_nobody() {
        PacketBuffer cut = request("server:client");
        cut.length(26);
        assertThat(StunPeek.localUfrag(cut)).isNull();
    }

    @Property
    void any_bytes_are_read_without_error(@ForAll @Size(min = 20, max = 200) byte[] bytes) {
        PacketBuffer datagram = PacketBuffer.of(bytes);
        String ufrag = StunPeek.localUfrag(datagram);
        assertThat(ufrag == null || ufrag.length() <= 256).isTrue();
    }

    private static PacketBuffer request(String username) {
        byte[] name = username.getBytes(StandardCharsets.US_ASCII);
        int padded = (name.length + 3) & ~3;
        ByteBuffer out = ByteBuffer.allocate(20 + 8 + 4 + padded);
        out.putShort((short) 1).putShort((short) (out.capacity() - 20)).putInt(0x2112A442);
        out.position(20);
        out.putShort((short) 0x8022).putShort((short) 3).putInt(0x61626300);
        out.putShort((short) 6).putShort((short) name.length).put(name);
        return PacketBuffer.of(out.array());
    }
}
