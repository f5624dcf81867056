package dev.foyer.roomcode;

import dev.foyer.kernel.Fields;
import dev.foyer.kernel.RoomCodeId;
import dev.foyer.workspace.KeyRing;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Devices as they are kept: keyed hashes that differ from code to code, so that nobody can follow a device. */
public final class Devices {
    private static final int MAX_DEVICE = 128;

    private final KeyRing keys;

    public Devices(KeyRing keys) {
        this.keys = keys;
    }

    /** The device that a body names; null when it names none. */
    @Nullable
    String of(RoomCodeId code, ObjectNode asked) {
        String device = Fields.text(asked, "device");
        if (device == null || device.isBlank()) {
            return null;
        }
        if (device.length() > MAX_DEVICE) {
            throw Fields.invalid("device is longer than " + MAX_DEVICE + " characters");
        }
        return keys.fingerprint("device\n" + code.text() + "\n" + device);
    }
}
