package dev.foyer.media.twin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.media.wire.PacketBuffer;
import dev.foyer.media.wire.Rtp;
import dev.foyer.media.wire.Sequence;
import java.util.HashSet;
import java.util.Set;

/** Checks the packets of one Opus stream: the numbers tell exactly what is missing, each packet comes once. */
final class AudioView {
    private static final long UNKNOWN = Long.MIN_VALUE;

    private final Set<Integer> seen = new HashSet<>();
    private long highest = -1;
    private long numberOffset = UNKNOWN;
    private long clockOffset = UNKNOWN;
    /** How often the numbering closed a hole, as it does after a pause. */
    int joins;

    int lastLevel = -1;

    void packet(PacketBuffer packet) {
        Payload payload = Payload.read(packet, Rtp.headerLength(packet));
        long sequence = highest < 0
                ? Sequence.FIRST_CYCLE | Rtp.sequence(packet)
                : Sequence.extend(highest, Rtp.sequence(packet));
        highest = Math.max(highest, sequence);
        assertThat(seen.add(payload.frame())).as("comes once: %s", payload).isTrue();
        long offset = payload.frame() - sequence;
        if (numberOffset != UNKNOWN && offset != numberOffset) {
            assertThat(offset).as("later audio: %s", payload).isGreaterThan(numberOffset);
            joins++;
        }
        numberOffset = offset;
        long clock = (Rtp.timestamp(packet) - payload.timestamp()) & 0xFFFF_FFFFL;
        assertThat(clockOffset == UNKNOWN || clock == clockOffset)
                .as("the publisher's clock is kept: %s", payload)
                .isTrue();
        clockOffset = clock;
        int at = Rtp.findExtension(packet, 8);
        lastLevel = at < 0 ? -1 : packet.u8(at);
    }

    int received() {
        return seen.size();
    }
}
