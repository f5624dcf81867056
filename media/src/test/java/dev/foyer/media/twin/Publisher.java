package dev.foyer.media.twin;

import dev.foyer.media.wire.PacketBuffer;
import dev.foyer.media.wire.RtcpReader;
import dev.foyer.media.wire.RtcpWriter;
import dev.foyer.media.wire.Rtp;
import dev.foyer.media.wire.Sequence;
import org.jspecify.annotations.Nullable;

/**
 * A browser that publishes: thirty VP8 frames and fifty Opus packets a second, a key frame when asked, lost video packets
 * again on the RTX stream. Payloads tell their frame, so that a viewer can check what it gets.
 */
final class Publisher {
    static final long VIDEO = 1000;
    static final long VIDEO_RTX = 1001;
    static final long AUDIO = 2000;
    static final long MS = 1_000_000;

    private static final long FRAME_NANOS = 33_333_333;
    private static final int CACHE = 1000;
    private static final long KEY_PAUSE = 300 * MS;
    private static final long EPOCH_SECONDS = 3_900_000_000L;

    /** Where the browser's packets go. */
    interface Out {
        void send(boolean rtcp, byte[] plain);
    }

    /** How the streams begin and how big frames are. */
    record Shape(int sequence, long timestamp, int picture, int packetsPerFrame, int packetBytes) {
        static final Shape USUAL = new Shape(1000, 70_000, 30_000, 3, 300);
    }

    private final Out out;
    private final Shape shape;
    private final long start;
    private final long resendPause;
    private final byte[][] cache = new byte[0x10000][];
    private final long[] resentAt = new long[0x10000];
    private final RtcpReader reader = new RtcpReader();
    private final RtcpWriter writer = new RtcpWriter(PacketBuffer.onHeap());
    private long nextFrame;
    private long nextAudio;
    private long nextReport;
    private long lastKey = Long.MIN_VALUE / 2;
    private boolean keyWanted = true;
    private boolean muted;
    private int sequence;
    private int rtxSequence = 32_000;
    private int audioSequence = 500;
    private int transport = 65_000;
    int frames;
    int keyFrames;
    int packets;
    int audioPackets;
    int plis;
    int nacks;
    int audioNacks;
    int remb;
    int feedback;
    int reportedLost;
    int resent;

    /** {@code resendPause}: nanoseconds before the same packet is sent once more, as browsers wait for a round trip. */
    Publisher(long start, Shape shape, long resendPause, Out out) {
        this.resendPause = resendPause;
        this.start = start;
        this.shape = shape;
        this.out = out;
        sequence = shape.sequence();
        nextFrame = start;
        nextAudio = start;
        nextReport = start + 300 * MS;
    }

    void muted(boolean on) {
        muted = on;
    }

    void tick(long now) {
        while (nextFrame <= now) {
            if (!muted) {
                frame(nextFrame);
            }
            nextFrame += FRAME_NANOS;
        }
        while (nextAudio <= now) {
            out.send(false, opus(nextAudio));
            nextAudio += (muted ? 400 : 20) * MS;
        }
        if (nextReport <= now) {
            nextReport += 1000 * MS;
            report(now);
        }
    }

    private void frame(long at) {
        boolean key = keyWanted && at - lastKey >= KEY_PAUSE;
        if (key) {
            keyWanted = false;
            lastKey = at;
            keyFrames++;
        }
        int count = key ? 2 * shape.packetsPerFrame() : shape.packetsPerFrame();
        for (int i = 0; i < count; i++) {
            byte[] bytes = vp8(at, key, i, count);
            cache[sequence] = bytes;
            cache[(sequence - CACHE) & 0xFFFF] = null;
            sequence = Sequence.next(sequence);
            packets++;
            out.send(false, bytes);
        }
        frames++;
    }

    private byte[] vp8(long at, boolean key, int index, int count) {
        PacketBuffer packet = head(96, sequence, videoClock(at), VIDEO, "1");
        packet.u8(1, index == count - 1 ? 0x80 | 96 : 96);
        int p = packet.length();
        int picture = (shape.picture() + frames) & 0x7FFF;
        packet.u8(p, index == 0 ? 0x90 : 0x80);
        packet.u8(p + 1, 0xC0);
        packet.u16(p + 2, 0x8000 | picture);
        packet.u8(p + 4, frames & 0xFF);
        return Payload.write(
                packet, p + 5, new Payload(key, frames, index, count, videoClock(at)), shape.packetBytes());
    }

    private byte[] opus(long at) {
        PacketBuffer packet = head(111, audioSequence, audioClock(at), AUDIO, "0");
        audioSequence = Sequence.next(audioSequence);
        Payload payload = new Payload(false, audioPackets++, 0, 1, audioClock(at));
        return Payload.write(packet, packet.length(), payload, 60);
    }

    /** A header with mid (id 4), audio level (id 1) and transport-wide number (id 3). */
    private PacketBuffer head(int type, int number, long timestamp, long ssrc, String mid) {
        PacketBuffer packet = PacketBuffer.onHeap();
        packet.u8(0, 0x90);
        packet.u8(1, type);
        packet.u16(2, number);
        packet.u32(4, timestamp);
        packet.u32(8, ssrc);
        packet.u16(12, Rtp.ONE_BYTE);
        packet.u16(14, 2);
        packet.u16(16, 0x4000 | mid.charAt(0));
        packet.u16(18, 0x1000 | (muted ? 127 : 30));
        packet.u8(20, 0x31);
        packet.u16(21, transport++ & 0xFFFF);
        packet.length(24);
        return packet;
    }

    long videoClock(long at) {
        return shape.timestamp() + Math.floorDiv((at - start) * 9, 100_000) & 0xFFFF_FFFFL;
    }

    private static long audioClock(long at) {
        return Math.floorDiv(at * 6, 125_000) & 0xFFFF_FFFFL;
    }

    private void report(long now) {
        writer.reset();
        writer.senderReport(VIDEO, ntp(now), videoClock(now), packets, 0);
        writer.senderReport(AUDIO, ntp(now), audioClock(now), audioPackets, 0);
        writer.cname(VIDEO, "publisher");
        out.send(true, writer.packet().toBytes());
    }

    private static long ntp(long at) {
        long seconds = Math.floorDiv(at, 1000 * MS);
        return EPOCH_SECONDS + seconds << 32 | (Math.floorMod(at, 1000 * MS) << 32) / (1000 * MS);
    }

    /** The virtual time that an NTP timestamp of ours means. */
    static long timeOf(long ntp) {
        return ((ntp >>> 32) - EPOCH_SECONDS) * 1000 * MS + ((ntp & 0xFFFF_FFFFL) * 1000 * MS >>> 32);
    }

    void rtcp(long now, byte[] bytes) {
        reader.start(PacketBuffer.of(bytes));
        while (reader.next()) {
            switch (reader.type()) {
                case RtcpReader.RR -> reports();
                case RtcpReader.RTPFB -> transportFeedback(now);
                case RtcpReader.PSFB -> payloadFeedback();
                default -> {}
            }
        }
    }

    private void reports() {
        for (int i = 0; i < reader.blocks(); i++) {
            if (reader.blockSsrc(i) == VIDEO) {
                reportedLost = reader.blockLost(i);
            }
        }
    }

    private void payloadFeedback() {
        if (reader.count() == RtcpReader.FMT_PLI && reader.mediaSsrc() == VIDEO) {
            plis++;
            keyWanted = true;
        }
        remb += reader.remb() > 0 ? 1 : 0;
    }

    private void transportFeedback(long now) {
        if (reader.count() == RtcpReader.FMT_TRANSPORT_CC) {
            feedback++;
            return;
        }
        for (int i = 0; i < reader.nacks(); i++) {
            for (int bit = -1; bit < 16; bit++) {
                if (bit < 0 || (reader.nackMask(i) >>> bit & 1) != 0) {
                    asked(now, reader.mediaSsrc(), (reader.nackSequence(i) + bit + 1) & 0xFFFF);
                }
            }
        }
    }

    private void asked(long now, long ssrc, int number) {
        if (ssrc != VIDEO) {
            audioNacks++;
            return;
        }
        nacks++;
        byte @Nullable [] original = cache[number];
        if (original != null && now - resentAt[number] >= resendPause) {
            resentAt[number] = now;
            resent++;
            out.send(false, rtx(original));
        }
    }

    private byte[] rtx(byte[] original) {
        int header = Rtp.headerLength(PacketBuffer.of(original));
        PacketBuffer packet = PacketBuffer.of(original);
        packet.length(original.length + 2);
        packet.put(header + 2, original, header, original.length - header);
        packet.put(header, original, 2, 2);
        packet.u8(1, (packet.u8(1) & 0x80) | 97);
        packet.u16(2, rtxSequence);
        packet.u32(8, VIDEO_RTX);
        packet.u16(21, transport++ & 0xFFFF);
        rtxSequence = Sequence.next(rtxSequence);
        return packet.toBytes();
    }
}
