package dev.foyer.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.media.wire.TransportAddress;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteCandidateTest {
    private static final String HOST =
            "candidate:537963555 1 udp 2122194687 192.0.2.2 50722 typ host generation 0 ufrag hFpm network-id 1";

    @Test
    void a_host_candidate_is_read() {
        RemoteCandidate candidate = RemoteCandidate.parse(HOST).orElseThrow();
        assertThat(candidate.address()).isEqualTo(TransportAddress.of(new byte[] {(byte) 192, 0, 2, 2}, 50_722));
        assertThat(candidate.priority()).isEqualTo(2_122_194_687L);
        assertThat(candidate.type()).isEqualTo("host");
        assertThat(candidate.ufrag()).isEqualTo("hFpm");
    }

    @Test
    void an_ipv6_candidate_is_read_with_or_without_the_attribute_prefix() {
        String line = "a=candidate:1 1 UDP 1 2001:db8::5 9 typ srflx raddr 10.0.0.1 rport 5";
        RemoteCandidate candidate = RemoteCandidate.parse(line).orElseThrow();
        assertThat(candidate.address().isIpv4()).isFalse();
        assertThat(candidate.type()).isEqualTo("srflx");
        assertThat(candidate.ufrag()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "candidate:",
                "a=end-of-candidates",
                "candidate:1 1 udp 1 0b5d1bd2-8b4c-4a0e-8f6a-4f0f3c1a2b3c.local 50722 typ host",
                "candidate:1 1 tcp 1518214911 192.0.2.2 9 typ host tcptype active",
                "candidate:1 2 udp 1 192.0.2.2 50722 typ host",
                "candidate:1 1 udp 1 192.0.2.2 0 typ host",
                "candidate:1 1 udp 1 192.0.2.2 65536 typ host",
                "candidate:1 1 udp -1 192.0.2.2 1 typ host",
                "candidate:1 1 udp 1 192.0.2.256 1 typ host",
                "candidate:1 1 udp 1 fe80::1%eth0 1 typ host",
                "candidate:1 1 udp 1 ::::: 1 typ host",
                "candidate:1 1 udp 1 192.0.2.2 1 type host"
            })
    void what_cannot_be_used_is_passed_over(String line) {
        assertThat(RemoteCandidate.parse(line)).isEmpty();
    }

    @Test
    void mutated_lines_never_throw() {
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder line = new StringBuilder(HOST);
            for (int i = random.nextInt(1, 8); i > 0; i--) {
                line.setCharAt(random.nextInt(line.length()), (char) random.nextInt(128));
            }
            line.setLength(random.nextInt(line.length() + 1));
            RemoteCandidate.parse(line.toString())
                    .ifPresent(
                            candidate -> assertThat(candidate.address().port()).isBetween(1, 65_535));
        }
    }
}
