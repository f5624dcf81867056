package dev.foyer.media.forward;

import dev.foyer.media.stream.Codec;
import dev.foyer.media.stream.ExtensionIds;
import dev.foyer.media.stream.OffHeapSlots;
import dev.foyer.media.stream.ReceiveTrackConfig;
import dev.foyer.media.stream.RtpFormat;
import dev.foyer.media.stream.SendTrackConfig;
import dev.foyer.media.wire.PacketBuffer;
import dev.foyer.media.wire.RtcpReader;
import dev.foyer.media.wire.RtcpWriter;
import dev.foyer.media.wire.Rtp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

/** A router with an egress that remembers, a clock, and one publisher's packets. */
final class Room implements Egress {
    static final int PUBLISHER = 1;
    static final int VIEWER = 2;
    static final long MILLI = 1_000_000;
    static final long VIDEO_SSRC = 1000;
    static final long VIDEO_RTX = 1001;
    static final long AUDIO_SSRC = 2000;
    static final ExtensionIds IN = new ExtensionIds(4, 1, 3, 2, 13, 0, 0);
    static final ExtensionIds OUT = new ExtensionIds(9, 8, 7, 6, 5, 0, 0);

    record Sent(int connection, byte[] bytes) {
        PacketBuffer packet() {
            return PacketBuffer.of(bytes);
        }

        int sequence() {
            return Rtp.sequence(packet());
        }

        long ssrc() {
            return Rtp.ssrc(packet());
        }
    }

    final List<Sent> rtp = new ArrayList<>();
    final List<Sent> rtcp = new ArrayList<>();
    final Router router = new Router(this, new Random(7), new OffHeapSlots(64L << 20));
    long now = -5_000 * MILLI;
    int transport = 65_500;
    boolean viewerReady = true;

    @Override
    public boolean rtp(int connection, PacketBuffer plain) {
        return rtp.add(new Sent(connection, plain.toBytes()));
    }

    @Override
    public boolean isReady(int connection) {
        return connection != VIEWER || viewerReady;
    }

    @Override
    public boolean rtcp(int connection, PacketBuffer plain) {
        return rtcp.add(new Sent(connection, plain.toBytes()));
    }

    void publishVideo() {
        RtpFormat format = new RtpFormat(Codec.VP8, 96, 97, IN);
        router.publish(
                PUBLISHER,
                new ReceiveTrackConfig(
                        "cam", "1", "video", format, List.of(VIDEO_SSRC), Map.of(VIDEO_RTX, VIDEO_SSRC), 700));
    }

    void publishAudio(int connection, String trackId, long ssrc) {
        RtpFormat format = new RtpFormat(Codec.OPUS, 111, -1, IN);
        router.publish(connection, new ReceiveTrackConfig(trackId, "0", "audio", format, List.of(ssrc), Map.of(), 32));
    }

    void subscribeVideo(int connection, boolean rtx) {
        subscribeVideo(connection, rtx, true);
    }

    void subscribeVideo(int connection, boolean rtx, boolean forwarding) {
        RtpFormat format = new RtpFormat(Codec.VP8, 100, rtx ? 101 : -1, OUT);
        long ssrc = 9000 + connection;
        router.subscribe(
                connection, new SendTrackConfig("cam", "5", format, ssrc, rtx ? ssrc + 500 : 0, "anna"), forwarding);
    }

    void subscribeAudio(int connection, String trackId) {
        RtpFormat format = new RtpFormat(Codec.OPUS, 109, -1, OUT);
        router.subscribe(connection, new SendTrackConfig(trackId, "6", format, 8000 + connection, 0, "anna"), true);
    }

    /** A VP8 packet with 15-bit picture id and TL0PICIDX; the payload ends with the sequence number. */
    byte[] vp8(int sequence, long timestamp, boolean start, boolean key, int picture) {
        PacketBuffer packet = head(96, sequence, timestamp, VIDEO_SSRC);
        int at = Rtp.headerLength(packet);
        byte[] payload = {
            (byte) (start ? 0x90 : 0x80),
            (byte) 0xC0,
            (byte) (0x80 | picture >> 8),
            (byte) picture,
            (byte) (picture / 4),
            (byte) (key ? 0x10 : 0x11),
            (byte) (sequence >> 8),
            (byte) sequence
        };
        packet.length(at + payload.length);
        packet.put(at, payload, 0, payload.length);
        return packet.toBytes();
    }

    byte[] opus(long ssrc, int sequence, long timestamp, int level) {
        PacketBuffer packet = head(111, sequence, timestamp, ssrc);
        packet.u8(17, level);
        int at = Rtp.headerLength(packet);
        packet.length(at + 3);
        return packet.toBytes();
    }

    /** A header with audio level (at 16) and the next transport-wide number. */
    private PacketBuffer head(int payloadType, int sequence, long timestamp, long ssrc) {
        PacketBuffer packet = PacketBuffer.onHeap();
        packet.u8(0, 0x90);
        packet.u8(1, payloadType);
        packet.u16(2, sequence);
        packet.u32(4, timestamp);
        packet.u32(8, ssrc);
        packet.u16(12, Rtp.ONE_BYTE);
        packet.u16(14, 2);
        packet.u8(16, 0x10);
        packet.u8(17, 127);
        packet.u8(18, 0x31);
        packet.u16(19, transport++ & 0xFFFF);
        packet.length(24);
        return packet;
    }

    void receive(byte[] bytes) {
        receive(PUBLISHER, bytes);
    }

    void receive(int connection, byte[] bytes) {
        router.handleRtp(now, connection, PacketBuffer.of(bytes));
    }

    /** Wraps a packet as its publisher would resend it. */
    static byte[] rtx(byte[] original, int sequence) {
        int header = Rtp.headerLength(PacketBuffer.of(original));
        byte[] wrapped = new byte[original.length + 2];
        System.arraycopy(original, 0, wrapped, 0, header);
        System.arraycopy(original, 2, wrapped, header, 2);
        System.arraycopy(original, header, wrapped, header + 2, original.length - header);
        PacketBuffer packet = PacketBuffer.of(wrapped);
        packet.u8(1, 97);
        packet.u16(2, sequence);
        packet.u32(8, VIDEO_RTX);
        return packet.toBytes();
    }

    void advance(long millis) {
        long end = now + millis * MILLI;
        while (router.nextTimeoutNanos() <= end) {
            now = Math.max(now, router.nextTimeoutNanos());
            router.handleTimeout(now);
        }
        now = end;
        router.handleTimeout(now);
    }

    void nack(int connection, long ssrc, long... sequences) {
        RtcpWriter writer = new RtcpWriter(PacketBuffer.onHeap());
        writer.nack(1, ssrc, sequences, sequences.length);
        router.handleRtcp(now, connection, writer.packet());
    }

    void pli(int connection, long ssrc) {
        RtcpWriter writer = new RtcpWriter(PacketBuffer.onHeap());
        writer.pli(1, ssrc);
        router.handleRtcp(now, connection, writer.packet());
    }

    List<Sent> to(int connection) {
        return rtp.stream().filter(sent -> sent.connection() == connection).toList();
    }

    /** Readers standing at each RTCP packet to {@code connection} that fits. */
    List<RtcpReader> control(int connection, Predicate<RtcpReader> filter) {
        List<RtcpReader> found = new ArrayList<>();
        for (Sent sent : rtcp) {
            int index = 0;
            RtcpReader reader = new RtcpReader();
            reader.start(sent.packet());
            while (sent.connection() == connection && reader.next()) {
                index++;
                if (filter.test(reader)) {
                    RtcpReader standing = new RtcpReader();
                    standing.start(sent.packet());
                    for (int i = 0; i < index; i++) {
                        standing.next();
                    }
                    found.add(standing);
                }
            }
        }
        return found;
    }

    long plis() {
        return control(PUBLISHER, r -> r.type() == RtcpReader.PSFB && r.count() == RtcpReader.FMT_PLI)
                .size();
    }
}
