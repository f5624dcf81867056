package dev.foyer.mediaplane.udp;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens sockets with the best implementation that this machine allows. */
public final class UdpSockets {
    /** System property, and in capitals with underscores environment variable, that forces java.nio when {@code true}. */
    public static final String FORCE_NIO = "foyer.udp.nio";

    private static final Logger log = LoggerFactory.getLogger(UdpSockets.class);

    private final boolean linux;

    private UdpSockets(boolean linux) {
        this.linux = linux;
    }

    /** Decides once; says so when it is not the fast way. */
    public static UdpSockets choose(boolean forceNio) {
        if (forceNio || Boolean.getBoolean(FORCE_NIO) || Boolean.parseBoolean(System.getenv("FOYER_UDP_NIO"))) {
            log.info("UDP by java.nio, as configured");
            return new UdpSockets(false);
        }
        String reason = unusable();
        if (reason != null) {
            log.info("UDP by java.nio: {}", reason);
            return new UdpSockets(false);
        }
        log.debug("UDP by Linux recvmmsg and sendmmsg");
        return new UdpSockets(true);
    }

    /**
     * Opens and binds a socket. A wildcard address listens on IPv4 and IPv6 where the machine has both.
     *
     * @param port 0 for any free one
     * @throws IOException with a message that names the address, the port and the reason
     */
    public DatagramBatch open(InetAddress bind, int port) throws IOException {
        return linux ? LinuxDatagramBatch.open(bind, port) : NioDatagramBatch.open(bind, port);
    }

    /** Best effort: keeps the calling platform thread on the {@code index}th processor that it may use. */
    public boolean pinCurrentThread(int index) {
        return linux && Posix.pinCurrentThread(index);
    }

    private static @Nullable String unusable() {
        String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        if (!System.getProperty("os.name", "").equals("Linux")) {
            return "not Linux";
        }
        if (!arch.equals("amd64") && !arch.equals("aarch64")) {
            return "no layouts for " + arch;
        }
        try {
            return Posix.selfTest() ? null : "the kernel gave no event descriptor";
        } catch (IllegalCallerException | ExceptionInInitializerError | NoClassDefFoundError e) {
            return "no native access (start with --enable-native-access)";
        }
    }
}
