package dev.foyer.media.stream;

/** A codec that can be forwarded today. */
public enum Codec {
    OPUS(48_000),
    VP8(90_000);

    private final int clockRate;

    Codec(int clockRate) {
        this.clockRate = clockRate;
    }

    /** RTP timestamp units in a second. */
    public int clockRate() {
        return clockRate;
    }
}
