package dev.foyer.media.wire;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class SequenceTest {
    @Property
    void extending_finds_the_number_again_within_half_a_cycle(
            @ForAll @LongRange(min = 65_536, max = 1L << 40) long reference,
            @ForAll @IntRange(min = -32_767, max = 32_767) int step) {
        assertThat(Sequence.extend(reference, Sequence.low(reference + step))).isEqualTo(reference + step);
    }

    @Property
    void the_next_number_is_newer_and_one_step_away(@ForAll @IntRange(max = 0xFFFF) int sequence) {
        assertThat(Sequence.isNewer(Sequence.next(sequence), sequence)).isTrue();
        assertThat(Sequence.isNewer(sequence, Sequence.next(sequence))).isFalse();
        assertThat(Sequence.distance(sequence, Sequence.next(sequence))).isEqualTo(1);
    }

    @Property
    void timestamps_wrap(@ForAll int from, @ForAll int step) {
        assertThat(Sequence.timestampDistance(from & 0xFFFF_FFFFL, (from + step) & 0xFFFF_FFFFL))
                .isEqualTo(step);
    }
}
