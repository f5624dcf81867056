package dev.foyer.mediaplane.udp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.media.wire.TransportAddress;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SendPlanTest {
    private static final TransportAddress A = TransportAddress.ipv4(0x7F000001, 1000);
    private static final TransportAddress B = TransportAddress.ipv4(0x7F000001, 1001);

    private final SendPlan plan = new SendPlan(256);

    @Test
    void datagrams_of_one_size_to_one_address_share_a_message_across_other_addresses() {
        plan.add(1100, A, true);
        plan.add(1100, B, true);
        plan.add(1100, A, true);
        assertThat(plan.messages()).isEqualTo(2);
        assertThat(slots(0)).containsExactly(0, 2);
        assertThat(plan.to(1)).isEqualTo(B);
    }

    @Test
    void a_shorter_datagram_ends_a_message_and_a_longer_one_starts_another() {
        plan.add(1100, A, true);
        plan.add(900, A, true);
        plan.add(1100, A, true);
        assertThat(slots(0)).containsExactly(0, 1);
        assertThat(slots(1)).containsExactly(2);
        plan.add(1101, A, true);
        assertThat(plan.messages()).isEqualTo(3);
    }

    @Test
    void datagrams_near_the_mtu_travel_alone() {
        plan.add(SendPlan.MAX_SEGMENT_BYTES + 1, A, true);
        plan.add(SendPlan.MAX_SEGMENT_BYTES + 1, A, true);
        assertThat(plan.messages()).isEqualTo(2);
    }

    @Property
    void every_datagram_is_sent_once_in_the_order_of_its_address(
            @ForAll @Size(max = 256) List<@IntRange(max = 399) Integer> datagrams) {
        SendPlan any = new SendPlan(256);
        for (int value : datagrams) {
            any.add(value % 5 + 1, TransportAddress.ipv4(value / 5, 1), true);
        }
        List<List<Integer>> sent = new ArrayList<>();
        List<List<Integer>> wanted = new ArrayList<>();
        for (int address = 0; address < 80; address++) {
            sent.add(new ArrayList<>());
            wanted.add(new ArrayList<>());
        }
        for (int i = 0; i < datagrams.size(); i++) {
            wanted.get(datagrams.get(i) / 5).add(i);
        }
        for (int message = 0; message < any.messages(); message++) {
            for (int slot = any.first(message); slot >= 0; slot = any.next(slot)) {
                sent.get(any.to(message).ipv4()).add(slot);
                assertThat(any.length(slot)).isLessThanOrEqualTo(any.length(any.first(message)));
            }
        }
        assertThat(sent).isEqualTo(wanted);
    }

    private List<Integer> slots(int message) {
        List<Integer> slots = new ArrayList<>();
        for (int slot = plan.first(message); slot >= 0; slot = plan.next(slot)) {
            slots.add(slot);
        }
        return slots;
    }
}
