package dev.foyer.media.stream;

/** How loud one audio track is: RFC 6464 levels averaged between evaluations and smoothed over them. */
public final class Loudness {
    private static final int LOUD_DB = 10;
    private static final int SILENT_DB = 60;
    private static final int ENTER = 16;
    private static final int LEAVE = 8;

    private int sum;
    private int count;
    private double smoothed;
    private boolean speaking;

    /** One packet's extension byte: voice activity flag and level in -dBov. */
    public void packet(int extension) {
        int db = extension & 0x7F;
        sum += Math.clamp(100L * (SILENT_DB - db) / (SILENT_DB - LOUD_DB), 0, 100);
        count++;
    }

    /** Ends an interval. An interval without packets (DTX, mute) is silence. */
    public void evaluate() {
        double level = count == 0 ? 0 : (double) sum / count;
        // Up quickly, down slowly: a speaker stays one through the pauses between words.
        smoothed += (level - smoothed) * (level > smoothed ? 0.7 : 0.4);
        sum = 0;
        count = 0;
        speaking = smoothed >= (speaking ? LEAVE : ENTER);
    }

    public boolean isSpeaking() {
        return speaking;
    }

    /** 0 to 100. */
    public int level() {
        return (int) Math.round(smoothed);
    }
}
