package dev.foyer.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReachTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "192.0.0.8",
                "198.18.0.1",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "64:ff9b::a01:203",
                "2002:a01:203::1",
                "2001:0:1::1",
                "0.1.2.3"
            })
    void private_networks_need_permission(String address) throws Exception {
        InetAddress parsed = InetAddress.getByName(address);
        assertThat(Reach.PUBLIC.allows(parsed)).isFalse();
        assertThat(Reach.LOOPBACK.allows(parsed)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.9.9.9", "::1"})
    void this_machine_is_for_trials(String address) throws Exception {
        InetAddress parsed = InetAddress.getByName(address);
        assertThat(Reach.PUBLIC.allows(parsed)).isFalse();
        assertThat(Reach.LOOPBACK.allows(parsed)).isTrue();
        assertThat(Reach.PRIVATE.allows(parsed)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"93.184.216.34", "172.32.0.1", "100.128.0.1", "2606:2800:220:1::1", "64:ff9b::5db8:d822"})
    void the_internet_is_open(String address) throws Exception {
        for (Reach reach : Reach.values()) {
            assertThat(reach.allows(InetAddress.getByName(address))).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "224.0.0.1", "255.255.255.255", "ff02::1"})
    void some_addresses_are_nobodys(String address) throws Exception {
        for (Reach reach : Reach.values()) {
            assertThat(reach.allows(InetAddress.getByName(address))).isFalse();
        }
    }

    @Test
    void the_operators_word_counts_before_the_kind_of_server() {
        assertThat(Reach.of(null, true)).isEqualTo(Reach.LOOPBACK);
        assertThat(Reach.of(null, false)).isEqualTo(Reach.PUBLIC);
        assertThat(Reach.of(false, true)).isEqualTo(Reach.PUBLIC);
        assertThat(Reach.of(true, false)).isEqualTo(Reach.PRIVATE);
    }
}
