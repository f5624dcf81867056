package dev.foyer.media.twin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foyer.media.stream.Reception;
import dev.foyer.media.stream.Rtx;
import dev.foyer.media.wire.PacketBuffer;
import dev.foyer.media.wire.RtcpReader;
import dev.foyer.media.wire.RtcpWriter;
import dev.foyer.media.wire.Rtp;
import dev.foyer.media.wire.Sequence;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A browser that subscribes: reorders, asks again for what is missing, asks for a key frame when it cannot decode. */
final class Viewer {
    static final long VIDEO = 9000;
    static final long VIDEO_RTX = 9001;
    static final long AUDIO = 8000;

    private static final long MS = Publisher.MS;
    private static final int MAX_TRIES = 10;
    private static final int MAX_MISSING = 500;
    private static final long REORDER = 10 * MS;
    private static final long PLI_PAUSE = 250 * MS;

    private static final class Missing {
        private long due;
        private int tries;
    }

    final DecoderView decoder = new DecoderView();
    final AudioView audio = new AudioView();
    final Set<String> mids = new HashSet<>();
    private final Consumer<byte[]> rtcpOut;
    private final long retryNanos;
    private final NavigableMap<Long, PacketBuffer> waiting = new TreeMap<>();
    private final NavigableMap<Long, Missing> missing = new TreeMap<>();
    private final Reception videoReception = new Reception(90_000);
    private final Reception audioReception = new Reception(48_000);
    private final RtcpReader reader = new RtcpReader();
    private final RtcpWriter writer = new RtcpWriter(PacketBuffer.onHeap());
    private long highest = -1;
    private long next = -1;
    private boolean keyNeeded = true;
    private long lastPli = Long.MIN_VALUE / 2;
    private long nextReport;
    int plis;
    int nacks;
    int givenUp;
    int recovered;
    int late;
    int senderReports;
    long worstClockError;

    /** {@code retryNanos}: how long to wait for an answer to a NACK. */
    Viewer(long retryNanos, Consumer<byte[]> rtcpOut) {
        this.retryNanos = retryNanos;
        this.rtcpOut = rtcpOut;
    }

    /** Highest number that arrived, extended; -1 before the first. */
    long highest() {
        return highest;
    }

    void rtp(long now, byte[] bytes) {
        PacketBuffer packet = PacketBuffer.of(bytes);
        assertThat(Rtp.isValid(packet)).isTrue();
        long ssrc = Rtp.ssrc(packet);
        int at = Rtp.findExtension(packet, 9);
        if (at >= 0) {
            mids.add(ssrc + ":" + (char) packet.u8(at));
        }
        if (ssrc == AUDIO) {
            assertThat(Rtp.payloadType(packet)).isEqualTo(109);
            audioReception.extend(Rtp.sequence(packet), false);
            audioReception.count(now, Rtp.timestamp(packet), false);
            audio.packet(packet);
            return;
        }
        boolean again = ssrc == VIDEO_RTX;
        assertThat(ssrc).isIn(VIDEO, VIDEO_RTX);
        assertThat(Rtp.payloadType(packet)).isEqualTo(again ? 101 : 100);
        if (again) {
            assertThat(Rtx.unwrap(packet, VIDEO, 100)).isTrue();
            recovered++;
        } else {
            videoReception.extend(Rtp.sequence(packet), false);
            videoReception.count(now, Rtp.timestamp(packet), false);
        }
        video(now, packet);
    }

    private void video(long now, PacketBuffer packet) {
        long sequence = highest < 0
                ? Sequence.FIRST_CYCLE | Rtp.sequence(packet)
                : Sequence.extend(highest, Rtp.sequence(packet));
        if (next >= 0 && sequence < next) {
            late++;
            return;
        }
        if (highest >= 0 && sequence > highest + 1) {
            noteGap(now, sequence);
        }
        missing.remove(sequence);
        highest = Math.max(highest, sequence);
        waiting.putIfAbsent(sequence, packet);
        drain(now);
    }

    private void noteGap(long now, long sequence) {
        if (sequence - highest > MAX_MISSING) {
            restart();
            return;
        }
        for (long s = highest + 1; s < sequence; s++) {
            Missing gap = new Missing();
            gap.due = now + REORDER;
            missing.put(s, gap);
        }
    }

    private void restart() {
        missing.clear();
        keyNeeded = true;
        givenUp++;
    }

    private void drain(long now) {
        if (keyNeeded) {
            for (Map.Entry<Long, PacketBuffer> entry : waiting.entrySet()) {
                if (isKeyStart(entry.getValue())) {
                    begin(entry.getKey());
                    break;
                }
            }
        }
        while (!keyNeeded) {
            PacketBuffer packet = waiting.remove(next);
            if (packet == null) {
                return;
            }
            decoder.packet(now, next++, packet);
        }
    }

    private void begin(long sequence) {
        if (sequence != next) {
            decoder.gap();
        }
        next = sequence;
        keyNeeded = false;
        waiting.headMap(sequence).clear();
        missing.headMap(sequence).clear();
    }

    private static boolean isKeyStart(PacketBuffer packet) {
        int at = Rtp.headerLength(packet);
        return (packet.u8(at) & 0x10) != 0 && (packet.u8(at + 5) & 1) == 0;
    }

    void tick(long now) {
        askAgain(now);
        if (keyNeeded && highest >= 0 && now - lastPli >= PLI_PAUSE) {
            lastPli = now;
            plis++;
            writer.reset();
            writer.pli(1, VIDEO);
            rtcpOut.accept(writer.packet().toBytes());
        }
        if (now >= nextReport && highest >= 0) {
            nextReport = now + 1000 * MS;
            writer.reset();
            writer.beginReceiverReport(1);
            videoReception.report(now, VIDEO, writer);
            if (audioReception.isStarted()) {
                audioReception.report(now, AUDIO, writer);
            }
            writer.endReport();
            rtcpOut.accept(writer.packet().toBytes());
        }
    }

    private void askAgain(long now) {
        long[] wanted = new long[128];
        int count = 0;
        for (Map.Entry<Long, Missing> entry : missing.entrySet()) {
            Missing gap = entry.getValue();
            if (gap.due > now || count == wanted.length) {
                continue;
            }
            if (gap.tries == MAX_TRIES) {
                restart();
                drain(now);
                return;
            }
            gap.tries++;
            gap.due = now + retryNanos;
            wanted[count++] = entry.getKey();
        }
        if (count > 0) {
            nacks += count;
            writer.reset();
            writer.nack(1, VIDEO, wanted, count);
            rtcpOut.accept(writer.packet().toBytes());
        }
    }

    /** Checks that the sender reports speak of the publisher's own clock. */
    void rtcp(Publisher publisher, byte[] bytes) {
        reader.start(PacketBuffer.of(bytes));
        while (reader.next()) {
            if (reader.hasSenderInfo() && reader.senderSsrc() == VIDEO && decoder.timestampOffset() >= 0) {
                senderReports++;
                long expected = publisher.videoClock(Publisher.timeOf(reader.ntp())) + decoder.timestampOffset();
                long error = Math.abs(Sequence.timestampDistance(expected, reader.rtpTimestamp()));
                worstClockError = Math.max(worstClockError, error);
            }
        }
        assertThat(reader.isBroken()).isFalse();
    }
}
