package dev.foyer.media.stream;

import dev.foyer.media.wire.PacketBuffer;
import dev.foyer.media.wire.Rtp;

/** One received RTP packet, parsed once for all who forward it. Reusable; valid while its buffer is unchanged. */
public final class PacketView {
    private final Vp8 vp8 = new Vp8();
    private PacketBuffer packet = new PacketBuffer(java.lang.foreign.MemorySegment.ofArray(new byte[0]));
    private boolean hasVp8;
    private long sequence;
    private long timestamp;
    private boolean marker;
    private int payloadAt;
    private int payloadLength;
    private int audioLevel;
    private int orientation;

    /** Parses a packet that passed {@link Rtp#isValid}, whose extended sequence number is {@code extended}. */
    public void parse(PacketBuffer buffer, long extended, RtpFormat format) {
        packet = buffer;
        sequence = extended;
        timestamp = Rtp.timestamp(buffer);
        marker = Rtp.marker(buffer);
        payloadAt = Rtp.headerLength(buffer);
        payloadLength = buffer.length() - payloadAt - Rtp.paddingLength(buffer);
        audioLevel = oneByte(format.extensions().audioLevel());
        orientation = oneByte(format.extensions().orientation());
        hasVp8 = format.codec() == Codec.VP8 && vp8.parse(buffer, payloadAt, payloadLength);
    }

    private int oneByte(int id) {
        int at = id == 0 ? -1 : Rtp.findExtension(packet, id);
        return at < 0 || Rtp.extensionLength(packet, at) < 1 ? -1 : packet.u8(at);
    }

    public PacketBuffer packet() {
        return packet;
    }

    /** Extended sequence number in the source's numbering. */
    public long sequence() {
        return sequence;
    }

    public long timestamp() {
        return timestamp;
    }

    public boolean marker() {
        return marker;
    }

    public int payloadAt() {
        return payloadAt;
    }

    /** Without padding. */
    public int payloadLength() {
        return payloadLength;
    }

    /** Nothing to decode inside: a probe or a keep-alive. */
    public boolean isPaddingOnly() {
        return payloadLength == 0;
    }

    /** RFC 6464 byte (voice flag and -dBov), or -1. */
    public int audioLevel() {
        return audioLevel;
    }

    /** The video orientation byte, or -1. */
    public int orientation() {
        return orientation;
    }

    /** Whether {@link #vp8} speaks of this packet. */
    public boolean hasVp8() {
        return hasVp8;
    }

    public Vp8 vp8() {
        return vp8;
    }

    /** Whether decoding can begin here: always for audio, at key frames for video. */
    public boolean isStart(boolean video) {
        return !video || (hasVp8 && vp8.isKeyFrameStart());
    }
}
