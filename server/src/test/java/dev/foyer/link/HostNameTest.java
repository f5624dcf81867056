package dev.foyer.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foyer.kernel.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "meet.example.org|meet.example.org|''",
                "MEET.Example.ORG:8443|meet.example.org|:8443",
                "meet.example.org.|meet.example.org|''",
                "meet.example.org.:80|meet.example.org|:80",
                "meet.example.org:|meet.example.org|''",
                "a_b.localhost|a_b.localhost|''",
                "127.0.0.1:8080|127.0.0.1|:8080",
                "[2001:DB8::1]:8080|[2001:db8::1]|:8080",
                "[::1]|[::1]|''",
            })
    void a_header_is_read_without_port_case_and_final_dot(String header, String name, String port) {
        assertThat(HostName.of(header)).isEqualTo(name);
        assertThat(HostName.portOf(header)).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a..b",
                ".a",
                "a@b",
                "user@meet.example.org",
                "a/b",
                "a:80:80",
                "a:port",
                "a:123456",
                "<script>",
                "a\u0000b",
                "a\r\nb",
                "[::1",
                "[x]",
                "\u212Aelvin.example.org",
                "bücher.example",
            })
    void what_no_browser_sends_is_no_name(String header) {
        assertThat(HostName.of(header)).isEmpty();
    }

    @Test
    void an_endless_header_is_no_name() {
        assertThat(HostName.of("a.".repeat(5000) + "org")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "meet.example.com,meet.example.com",
        "Meet.Example.COM.,meet.example.com",
        "bücher.example,xn--bcher-kva.example",
        "xn--bcher-kva.example,xn--bcher-kva.example",
        "1.example,1.example",
    })
    void a_domain_becomes_what_browsers_send(String typed, String host) {
        assertThat(HostName.domain(typed)).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "example",
                "meet.example.com:8443",
                "https://meet.example.com",
                "meet.example.com/x",
                "*.example.com",
                "192.0.2.1",
                "0x7f.0.0.0x1",
                "[::1]",
                "2001:db8::1",
                "a..b",
                "-a.example",
                "a-.example",
                "a_b.example",
                "a b.example",
                "user@a.example",
                "a.123",
                "\u202Ea.example",
            })
    void what_is_no_domain_is_refused(String typed) {
        assertThatThrownBy(() -> HostName.domain(typed)).isInstanceOf(Refusal.class);
    }

    @Test
    void labels_and_names_have_the_lengths_of_the_dns() {
        String label = "a".repeat(63);
        assertThat(HostName.domain(label + ".example")).startsWith(label);
        assertThatThrownBy(() -> HostName.domain(label + "a.example")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> HostName.domain((label + ".").repeat(4) + "example"))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> HostName.domain("ü".repeat(60) + ".example")).isInstanceOf(Refusal.class);
    }
}
