package dev.foyer.roomcode;

import java.util.Base64;
import java.util.HexFormat;

/**
 * Counts different devices in 256 bytes without keeping any of them: HyperLogLog (Flajolet and others, 2007) over keyed
 * hashes, with linear counting for small numbers. The error is about 7 percent; up to a few dozen it is next to none.
 * Confined to one thread or guarded by its owner.
 */
final class DeviceSketch {
    private static final int REGISTERS = 256;
    private static final double ALPHA = 0.7213 / (1 + 1.079 / REGISTERS);

    private final byte[] registers;

    DeviceSketch() {
        this(new byte[REGISTERS]);
    }

    private DeviceSketch(byte[] registers) {
        this.registers = registers;
    }

    /** What {@link #text} wrote; an empty text is the empty sketch. */
    static DeviceSketch of(String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        return bytes.length == REGISTERS ? new DeviceSketch(bytes) : new DeviceSketch();
    }

    /** @param hash keyed hash of a device, its last 16 characters hexadecimal */
    void add(String hash) {
        long bits = HexFormat.fromHexDigitsToLong(hash, hash.length() - 16, hash.length());
        int register = (int) (bits >>> 56);
        byte rank = (byte) (Long.numberOfLeadingZeros(bits << 8 | 0xFF) + 1);
        registers[register] = (byte) Math.max(registers[register], rank);
    }

    void merge(DeviceSketch other) {
        for (int i = 0; i < REGISTERS; i++) {
            registers[i] = (byte) Math.max(registers[i], other.registers[i]);
        }
    }

    /** About how many different devices were added. */
    long count() {
        double sum = 0;
        int empty = 0;
        for (byte rank : registers) {
            sum += Math.scalb(1.0, -rank);
            empty += rank == 0 ? 1 : 0;
        }
        double estimate = ALPHA * REGISTERS * REGISTERS / sum;
        return Math.round(
                estimate <= 2.5 * REGISTERS && empty > 0 ? REGISTERS * Math.log((double) REGISTERS / empty) : estimate);
    }

    String text() {
        return Base64.getEncoder().encodeToString(registers);
    }
}
