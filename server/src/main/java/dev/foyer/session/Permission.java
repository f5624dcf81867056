package dev.foyer.session;

import java.util.Optional;

/** What a role may do to others or to the room. The server checks each; a client's own checks count for nothing. */
public enum Permission {
    END_ROOM("endRoom"),
    REMOVE_OTHERS("removeOthers"),
    MUTE("mute"),
    UNMUTE("unmute"),
    CHANGE_ROLE("changeRole"),
    HLS_STREAMING("hlsStreaming"),
    RTMP_STREAMING("rtmpStreaming"),
    BROWSER_RECORDING("browserRecording"),
    POLL_READ("pollRead"),
    POLL_WRITE("pollWrite"),
    SEND_ROOM_STATE("sendRoomState");

    private final String wire;

    Permission(String wire) {
        this.wire = wire;
    }

    /** The name in templates and policies. */
    public String wire() {
        return wire;
    }

    /** The permission of that name; empty for one this server does not know. */
    public static Optional<Permission> of(String wire) {
        for (Permission permission : values()) {
            if (permission.wire.equals(wire)) {
                return Optional.of(permission);
            }
        }
        return Optional.empty();
    }
}
