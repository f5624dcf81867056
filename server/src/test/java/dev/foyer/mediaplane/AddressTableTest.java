package dev.foyer.mediaplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.media.wire.TransportAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AddressTableTest {
    @Test
    void an_address_differs_by_host_by_port_and_by_family() {
        AddressTable<String> table = new AddressTable<>(7);
        table.put(TransportAddress.ipv4(1, 1), "first");
        table.put(TransportAddress.ipv4(1, 2), "port");
        table.put(TransportAddress.ipv4(2, 1), "host");
        table.put(new TransportAddress(0, 1, 1), "family");
        assertThat(find(table, TransportAddress.ipv4(1, 1))).isEqualTo("first");
        assertThat(find(table, TransportAddress.ipv4(1, 2))).isEqualTo("port");
        assertThat(find(table, TransportAddress.ipv4(2, 1))).isEqualTo("host");
        assertThat(find(table, new TransportAddress(0, 1, 1))).isEqualTo("family");
        assertThat(find(table, TransportAddress.ipv4(3, 1))).isNull();
    }

    @Test
    void an_address_that_went_to_another_is_not_removed_by_the_old_one() {
        AddressTable<String> table = new AddressTable<>(7);
        table.put(TransportAddress.ipv4(1, 1), "old");
        table.put(TransportAddress.ipv4(1, 1), "new");
        table.remove(TransportAddress.ipv4(1, 1), "old");
        assertThat(find(table, TransportAddress.ipv4(1, 1))).isEqualTo("new");
        assertThat(table.size()).isEqualTo(1);
    }

    /** Each step: up to 199 addresses; odd steps remove. */
    @Property
    void it_holds_what_a_map_would_hold(
            @ForAll long seed, @ForAll @Size(max = 600) List<@IntRange(max = 399) Integer> steps) {
        AddressTable<Integer> table = new AddressTable<>(seed);
        Map<TransportAddress, Integer> model = new HashMap<>();
        for (int step : steps) {
            TransportAddress address = TransportAddress.ipv4(step / 20, step / 2);
            Integer value = step / 2;
            if (step % 2 == 0) {
                Integer known = model.putIfAbsent(address, value);
                table.put(address, known == null ? value : known);
            } else {
                Integer known = model.remove(address);
                table.remove(address, known == null ? value : known);
            }
        }
        assertThat(table.size()).isEqualTo(model.size());
        for (int step = 0; step < 400; step++) {
            TransportAddress address = TransportAddress.ipv4(step / 20, step / 2);
            assertThat(find(table, address)).isEqualTo(model.get(address));
        }
    }

    private static <T> T find(AddressTable<T> table, TransportAddress address) {
        AddressTable.Entry<T> entry = table.get(address.high(), address.low(), address.port());
        if (entry == null) {
            return null;
        }
        assertThat(entry.address()).isEqualTo(address);
        return entry.value();
    }
}
