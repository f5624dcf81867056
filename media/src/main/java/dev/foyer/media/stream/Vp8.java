package dev.foyer.media.stream;

import dev.foyer.media.wire.PacketBuffer;

/**
 * The VP8 payload descriptor of one packet (RFC 7741 §4.2), parsed into reusable fields. Offsets are relative to the payload,
 * so that they stay right when the payload is copied behind another header.
 */
public final class Vp8 {
    private boolean keyFrameStart;
    private int pictureIdAt;
    private boolean longPictureId;
    private int pictureId;
    private int tl0At;
    private int tl0;

    /** Parses {@code length} payload bytes from {@code at}; false when the descriptor does not fit. */
    public boolean parse(PacketBuffer packet, int at, int length) {
        keyFrameStart = false;
        pictureIdAt = -1;
        tl0At = -1;
        if (length < 1) {
            return false;
        }
        int first = packet.u8(at);
        int size = (first & 0x80) == 0 ? 1 : extended(packet, at, length);
        if (size < 0 || size > length) {
            pictureIdAt = -1;
            tl0At = -1;
            return false;
        }
        // S set and partition 0: the frame's first bytes follow, whose lowest bit is 0 in a key frame (RFC 6386 §9.1).
        keyFrameStart = (first & 0x10) != 0 && (first & 0x07) == 0 && size < length && (packet.u8(at + size) & 1) == 0;
        return true;
    }

    private int extended(PacketBuffer packet, int at, int length) {
        if (length < 2) {
            return -1;
        }
        int flags = packet.u8(at + 1);
        int size = 2;
        if ((flags & 0x80) != 0) {
            if (length < size + 2) {
                return -1;
            }
            pictureIdAt = size;
            longPictureId = (packet.u8(at + size) & 0x80) != 0;
            pictureId = longPictureId ? packet.u16(at + size) & 0x7FFF : packet.u8(at + size);
            size += longPictureId ? 2 : 1;
        }
        if ((flags & 0x40) != 0) {
            if (length < size + 1) {
                return -1;
            }
            tl0At = size;
            tl0 = packet.u8(at + size);
            size++;
        }
        return (flags & 0x30) != 0 ? size + 1 : size;
    }

    /** Whether a key frame starts in this packet. */
    public boolean isKeyFrameStart() {
        return keyFrameStart;
    }

    public boolean hasPictureId() {
        return pictureIdAt >= 0;
    }

    /** 7 or 15 bits. */
    public int pictureId() {
        return pictureId;
    }

    /** Highest value of the picture id's width: 0x7F or 0x7FFF. */
    public int pictureIdMask() {
        return longPictureId ? 0x7FFF : 0x7F;
    }

    public boolean hasTl0() {
        return tl0At >= 0;
    }

    /** TL0PICIDX, 8 bits. */
    public int tl0() {
        return tl0;
    }

    /** Writes picture id and TL0PICIDX into a copy of the payload that starts at {@code at}; widths stay. */
    public void rewrite(PacketBuffer packet, int at, int newPictureId, int newTl0) {
        if (pictureIdAt >= 0) {
            if (longPictureId) {
                packet.u16(at + pictureIdAt, 0x8000 | (newPictureId & 0x7FFF));
            } else {
                packet.u8(at + pictureIdAt, newPictureId & 0x7F);
            }
        }
        if (tl0At >= 0) {
            packet.u8(at + tl0At, newTl0 & 0xFF);
        }
    }
}
