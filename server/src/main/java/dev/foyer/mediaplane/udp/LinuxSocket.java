package dev.foyer.mediaplane.udp;

import dev.foyer.media.wire.TransportAddress;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;

/** A bound, non-blocking UDP socket descriptor and how its addresses are written. */
record LinuxSocket(int fd, int port, boolean ipv6) {
    private static final int BUFFER_BYTES = 4 << 20;
    private static final int PMTUDISC_PROBE = 3;

    static LinuxSocket open(InetAddress bind, int port) throws IOException {
        boolean ipv6 = bind instanceof Inet6Address || bind.isAnyLocalAddress();
        int fd = ipv6 ? Posix.socket(Posix.AF_INET6) : -1;
        if (fd < 0 && !(bind instanceof Inet6Address)) {
            ipv6 = false;
            fd = Posix.socket(Posix.AF_INET);
        }
        if (fd < 0) {
            throw new IOException("no UDP socket (errno " + -fd + ")");
        }
        options(fd, ipv6, bind.isAnyLocalAddress());
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = arena.allocate(MessageArray.addressSize(ipv6), Long.BYTES);
            MessageArray.writeAddress(address, toBind(bind, port, ipv6), ipv6);
            int result = Posix.bind(fd, address);
            if (result < 0) {
                Posix.close(fd);
                throw refused(bind, port, -result);
            }
            Posix.localName(fd, address);
            return new LinuxSocket(fd, MessageArray.portOf(address), ipv6);
        }
    }

    private static TransportAddress toBind(InetAddress bind, int port, boolean ipv6) {
        return ipv6 && bind.isAnyLocalAddress()
                ? new TransportAddress(0, 0, port)
                : TransportAddress.of(bind.getAddress(), port);
    }

    /** None of these is needed to work; the kernel caps the buffers at its own limits. */
    private static void options(int fd, boolean ipv6, boolean dualStack) {
        Posix.option(fd, Posix.SOL_SOCKET, Posix.SO_RCVBUF, BUFFER_BYTES);
        Posix.option(fd, Posix.SOL_SOCKET, Posix.SO_SNDBUF, BUFFER_BYTES);
        Posix.option(fd, Posix.IPPROTO_IP, Posix.IP_MTU_DISCOVER, PMTUDISC_PROBE);
        if (ipv6) {
            Posix.option(fd, Posix.IPPROTO_IPV6, Posix.IPV6_V6ONLY, dualStack ? 0 : 1);
            Posix.option(fd, Posix.IPPROTO_IPV6, Posix.IPV6_MTU_DISCOVER, PMTUDISC_PROBE);
        }
    }

    private static BindException refused(InetAddress bind, int port, int errno) {
        String reason = switch (errno) {
            case Posix.EADDRINUSE -> "the port is already in use";
            case Posix.EADDRNOTAVAIL -> "this machine does not have the address";
            case Posix.EACCES -> "permission denied";
            default -> "errno " + errno;
        };
        return new BindException("cannot listen on UDP " + bind.getHostAddress() + " port " + port + ": " + reason);
    }
}
