package dev.foyer.media.ice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.media.wire.PacketBuffer;
import dev.foyer.media.wire.TransportAddress;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** RFC 5769 §2.1 to §2.3. */
class StunVectorsTest {
    private static final String PASSWORD = "VOkJxbRl1RmTxUk/WvJxBt";
    private static final String ID = "b7e7a701bc34d686fa87dfae";
    private static final String REQUEST = "000100582112a442" + ID
            + "802200105354554e207465737420636c69656e74002400046e0001ff80290008932ff9b151263b36"
            + "000600096576746a3a68367659202020000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2"
            + "80280004e57a3bcf";
    private static final String IPV4 = "0101003c2112a442" + ID
            + "8022000b7465737420766563746f7220002000080001a147e112a643"
            + "000800142b91f599fd9e90c38c7489f92af9ba53f06be7d780280004c07d4c96";
    private static final String IPV6 = "010100482112a442" + ID
            + "8022000b7465737420766563746f7220002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9"
            + "00080014a382954e4be67bf11784c97c8292c275bfe3ed4180280004c8fb0b4c";

    @Test
    void the_sample_request_parses_and_verifies() {
        StunMessage request = parse(REQUEST);

        assertThat(request.kind()).isEqualTo(StunMessage.Kind.REQUEST);
        assertThat(request.username()).isEqualTo("evtj:h6vY");
        assertThat(request.localFragment()).isEqualTo("evtj");
        assertThat(request.priority()).isEqualTo(0x6e0001ffL);
        assertThat(request.controlled()).isTrue();
        assertThat(request.useCandidate()).isFalse();
        assertThat(request.fingerprinted()).isTrue();
        assertThat(request.unknown()).isEmpty();
        assertThat(HexFormat.of().formatHex(request.transactionId())).isEqualTo(ID);
        assertThat(request.verify(PASSWORD)).isTrue();
        assertThat(request.verify("another password")).isFalse();
    }

    @Test
    void the_sample_ipv4_response_names_its_address() {
        StunMessage response = parse(IPV4);

        assertThat(response.kind()).isEqualTo(StunMessage.Kind.SUCCESS);
        assertThat(response.mapped()).isEqualTo(TransportAddress.ipv4(0xC0000201, 32853));
        assertThat(response.verify(PASSWORD)).isTrue();
    }

    @Test
    void the_sample_ipv6_response_names_its_address() {
        StunMessage response = parse(IPV6);

        assertThat(response.mapped()).isEqualTo(new TransportAddress(0x20010db812345678L, 0x0011223344556677L, 32853));
        assertThat(response.verify(PASSWORD)).isTrue();
    }

    @Test
    void a_message_that_we_build_reads_back() {
        TransportAddress address = new TransportAddress(0x20010db800000000L, 5, 4242);
        byte[] id = HexFormat.of().parseHex(ID);
        byte[] built = new StunBuilder(StunMessage.Kind.SUCCESS, id)
                .mapped(address)
                .username("a:b")
                .build(PASSWORD);
        StunMessage read = StunMessage.parse(PacketBuffer.of(built));

        assertThat(read).isNotNull();
        assertThat(read.mapped()).isEqualTo(address);
        assertThat(read.username()).isEqualTo("a:b");
        assertThat(read.verify(PASSWORD)).isTrue();
        built[built.length - 1] ^= 1;
        assertThat(StunMessage.parse(PacketBuffer.of(built))).isNull();
    }

    @Test
    void an_attribute_that_runs_over_the_end_is_refused() {
        byte[] bytes = HexFormat.of().parseHex(REQUEST);
        for (int length = 0; length < bytes.length; length += 4) {
            PacketBuffer cut = PacketBuffer.of(bytes);
            cut.length(length);
            assertThat(StunMessage.parse(cut)).isNull();
        }
    }

    @Property(tries = 1000)
    void noise_behind_a_good_header_never_throws(@ForAll @Size(max = 120) byte[] noise) {
        PacketBuffer packet = PacketBuffer.onHeap();
        packet.length(20 + (noise.length & ~3));
        packet.u16(0, 1);
        packet.u16(2, noise.length & ~3);
        packet.u32(4, Stun.MAGIC_COOKIE);
        packet.put(20, noise, 0, noise.length & ~3);
        StunMessage message = StunMessage.parse(packet);

        assertThat(message == null || !message.verify(PASSWORD)).isTrue();
    }

    private static StunMessage parse(String hex) {
        StunMessage message = StunMessage.parse(PacketBuffer.of(HexFormat.of().parseHex(hex)));
        assertThat(message).isNotNull();
        return message;
    }
}
