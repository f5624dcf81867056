package dev.foyer.mediaplane;

import java.net.InetAddress;
import java.util.List;

/**
 * How the media plane listens.
 *
 * @param bind address of every UDP socket, a wildcard for all
 * @param firstPort UDP port of the first loop, the others follow; 0 for any free ports (tests)
 * @param loops number of loops, each with a thread and a port of its own; 0 for one per processor
 * @param advertise addresses told to browsers, best first; empty for those of the network interfaces
 * @param forceNio do without the Linux system calls
 */
public record MediaConfig(InetAddress bind, int firstPort, int loops, List<String> advertise, boolean forceNio) {
    public MediaConfig {
        advertise = List.copyOf(advertise);
        if (firstPort < 0 || firstPort > 65_535 || loops < 0 || loops > 256) {
            throw new IllegalArgumentException("media port 0 to 65535, loops 0 to 256");
        }
    }

    /** The configured number of loops, or that of the processors. */
    int effectiveLoops() {
        return loops > 0 ? loops : Runtime.getRuntime().availableProcessors();
    }
}
