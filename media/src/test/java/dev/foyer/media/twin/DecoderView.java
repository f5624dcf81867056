package dev.foyer.media.twin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.media.stream.Vp8;
import dev.foyer.media.wire.PacketBuffer;
import dev.foyer.media.wire.Rtp;
import dev.foyer.media.wire.Sequence;
import java.util.ArrayList;
import java.util.List;

/**
 * Depacketises the packets of one VP8 stream in order and checks what a decoder relies on: packet after packet and picture
 * after picture, and never a hole that the sequence numbers did not tell of.
 */
final class DecoderView {
    private static final int DESCRIPTOR = 5;

    /** A frame that was decoded, and when. */
    record Decoded(int frame, long at) {}

    final List<Decoded> decoded = new ArrayList<>();
    private final Vp8 vp8 = new Vp8();
    private boolean told = true;
    private boolean open;
    private boolean any;
    private Payload last = new Payload(false, -1, 0, 0, 0);
    private int lastPicture;
    private int lastTl0;
    private long lastTimestamp;
    private long lastSequence;
    private long timestampOffset = -1;
    int cutFrames;

    /** Packets are missing from here on: what follows begins with a key frame. */
    void gap() {
        told = true;
    }

    /** How far the stream's clock lies from the publisher's, in timestamp units. */
    long timestampOffset() {
        return timestampOffset;
    }

    void packet(long now, long sequence, PacketBuffer packet) {
        int at = Rtp.headerLength(packet);
        assertThat(vp8.parse(packet, at, packet.length() - at)).isTrue();
        Payload payload = Payload.read(packet, at + DESCRIPTOR);
        String what = "packet " + sequence + " " + payload + " after " + lastSequence + " " + last;
        assertThat(told || sequence == lastSequence + 1)
                .as("in order: %s", what)
                .isTrue();
        assertThat((packet.u8(at) & 0x10) != 0).as("start bit: %s", what).isEqualTo(payload.index() == 0);
        assertThat(Rtp.marker(packet)).as("marker: %s", what).isEqualTo(payload.index() == payload.count() - 1);
        if (payload.index() == 0) {
            begin(payload, Rtp.timestamp(packet), what);
        } else {
            assertThat(!told && open && payload.frame() == last.frame() && payload.index() == last.index() + 1)
                    .as("frame goes on: %s", what)
                    .isTrue();
            assertThat(Rtp.timestamp(packet)).as("one timestamp: %s", what).isEqualTo(lastTimestamp);
            assertThat(vp8.pictureId()).as("one picture: %s", what).isEqualTo(lastPicture);
        }
        last = payload;
        lastSequence = sequence;
        lastTimestamp = Rtp.timestamp(packet);
        lastPicture = vp8.pictureId();
        lastTl0 = vp8.tl0();
        told = false;
        open = !Rtp.marker(packet);
        if (!open) {
            decoded.add(new Decoded(payload.frame(), now));
        }
    }

    private void begin(Payload payload, long timestamp, String what) {
        assertThat(vp8.isKeyFrameStart()).as("key: %s", what).isEqualTo(payload.key());
        if (!payload.key()) {
            assertThat(!told && !open && payload.frame() == last.frame() + 1)
                    .as("no hidden gap: %s", what)
                    .isTrue();
        }
        // The forwarding unit may stop within a frame when it pauses; only a key frame may follow then.
        cutFrames += open && !told ? 1 : 0;
        if (any) {
            int step = (vp8.pictureId() - lastPicture) & 0x7FFF;
            int layer = (vp8.tl0() - lastTl0) & 0xFF;
            if (told) {
                assertThat(step).as("later picture: %s", what).isBetween(1, 0x3FFF);
            } else {
                assertThat(step).as("next picture: %s", what).isEqualTo(1);
                assertThat(layer).as("next TL0PICIDX: %s", what).isEqualTo(1);
            }
            assertThat(Sequence.timestampDistance(lastTimestamp, timestamp))
                    .as("later: %s", what)
                    .isPositive();
        }
        long offset = (timestamp - payload.timestamp()) & 0xFFFF_FFFFL;
        assertThat(timestampOffset < 0 || offset == timestampOffset)
                .as("the publisher's clock is kept: %s", what)
                .isTrue();
        timestampOffset = offset;
        any = true;
    }

    /** Frames decoded with numbers in the range. */
    long decodedBetween(int from, int to) {
        return decoded.stream().filter(d -> d.frame() >= from && d.frame() < to).count();
    }

    /** The longest time without a new frame in a range of time, nanoseconds; both ends count as frames. */
    long longestFreeze(long from, long to) {
        long previous = from;
        long longest = 0;
        for (Decoded frame : decoded) {
            if (frame.at() > from && frame.at() <= to) {
                longest = Math.max(longest, frame.at() - previous);
                previous = frame.at();
            }
        }
        return Math.max(longest, to - previous);
    }
}
