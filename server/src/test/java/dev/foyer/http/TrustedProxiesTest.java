package dev.foyer.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foyer.kernel.StartException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustedProxiesTest {
    private final TrustedProxies proxies = TrustedProxies.of(List.of("10.0.0.0/8", "192.0.2.7", "fd00::/8"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // nobody trusted: the header is a claim
                "203.0.113.5|198.51.100.1|203.0.113.5",
                // one proxy, two proxies
                "10.1.2.3|198.51.100.1|198.51.100.1",
                "192.0.2.7|198.51.100.1, 10.9.9.9|198.51.100.1",
                // what the client made up stands to the left of what the proxy saw
                "10.1.2.3|1.2.3.4, 198.51.100.1|198.51.100.1",
                "[fd00::1]|2001:db8::5|2001:db8::5",
                "10.1.2.3|[2001:db8::5]:4711|2001:db8::5",
                "10.1.2.3|198.51.100.1:4711|198.51.100.1",
                // nonsense ends the chain
                "10.1.2.3|localhost|10.1.2.3",
                "10.1.2.3|198.51.100.1,,10.0.0.1|10.0.0.1",
                "10.1.2.3|10.0.0.1|10.0.0.1",
                "192.0.2.8|198.51.100.1|192.0.2.8",
            })
    void the_first_stranger_from_the_right_is_the_client(String remote, String header, String client) {
        assertThat(proxies.client(remote, header)).isEqualTo(client);
        assertThat(proxies.client(remote, null)).isEqualTo(remote);
        assertThat(TrustedProxies.of(List.of()).client(remote, header)).isEqualTo(remote);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.5|acme.example.org|meet.example.org",
                "10.1.2.3|acme.example.org|acme.example.org",
                "10.1.2.3|made-up.example, acme.example.org:8443|acme.example.org:8443",
                "10.1.2.3|acme.example.org,|meet.example.org",
                "192.0.2.8|acme.example.org|meet.example.org",
            })
    void only_a_trusted_proxy_tells_the_host(String remote, String header, String host) {
        assertThat(proxies.host(remote, header, "meet.example.org")).isEqualTo(host);
        assertThat(proxies.host(remote, null, "meet.example.org")).isEqualTo("meet.example.org");
        assertThat(TrustedProxies.of(List.of()).host(remote, header, "meet.example.org"))
                .isEqualTo("meet.example.org");
    }

    @Test
    void a_block_that_is_none_is_told_at_the_start() {
        for (String block : List.of("10.0.0.0/33", "fd00::/129", "300.0.0.1")) {
            assertThatThrownBy(() -> TrustedProxies.of(List.of(block)))
                    .isInstanceOfSatisfying(
                            StartException.class, e -> assertThat(e.sentence()).contains(block));
        }
    }
}
