package dev.foyer.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses webhooks may go to. Customers choose the URL and see the first bytes of the answer; without a limit they
 * could read what only this machine can reach.
 */
public enum Reach {
    /** Addresses of the internet only. */
    PUBLIC,
    /** Those and this machine's own, for a trial on localhost. */
    LOOPBACK,
    /** Private and link-local networks as well. */
    PRIVATE;

    private static final int MAPPED_BYTES = 16;

    /** What applies to a server: what its operator said, else loopback for a trial and the internet for a service. */
    public static Reach of(@Nullable Boolean allowPrivate, boolean trial) {
        if (allowPrivate == null) {
            return trial ? LOOPBACK : PUBLIC;
        }
        return allowPrivate ? PRIVATE : PUBLIC;
    }

    /** Whether an address may be called. */
    public boolean allows(InetAddress address) {
        InetAddress inner = inner(address);
        if (inner.isAnyLocalAddress() || inner.isMulticastAddress() || broadcast(inner)) {
            return false;
        }
        return switch (this) {
            case PRIVATE -> true;
            case LOOPBACK -> inner.isLoopbackAddress() || global(inner);
            case PUBLIC -> global(inner);
        };
    }

    private static boolean global(InetAddress address) {
        if (address.isLoopbackAddress() || address.isLinkLocalAddress() || address.isSiteLocalAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        if (address instanceof Inet4Address) {
            boolean shared = first == 100 && (second & 0xc0) == 64;
            boolean protocols = first == 192 && second == 0 && bytes[2] == 0;
            boolean benchmarks = first == 198 && (second & 0xfe) == 18;
            return first != 0 && first < 224 && !shared && !protocols && !benchmarks;
        }
        // Global unicast is 2000::/3; of it Teredo hides another address, which no webhook needs.
        boolean teredo = first == 0x20 && second == 0x01 && bytes[2] == 0 && bytes[3] == 0;
        return (first & 0xe0) == 0x20 && !teredo;
    }

    private static boolean broadcast(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4 && (bytes[0] & 0xff) >= 240;
    }

    /** The IPv4 address inside of NAT64 (64:ff9b::/96) and 6to4 (2002::/16) addresses, else the address itself. */
    private static InetAddress inner(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != MAPPED_BYTES) {
            return address;
        }
        boolean nat64 = bytes[0] == 0 && bytes[1] == 0x64 && (bytes[2] & 0xff) == 0xff && (bytes[3] & 0xff) == 0x9b;
        boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
        try {
            if (nat64) {
                return InetAddress.getByAddress(Arrays.copyOfRange(bytes, 12, 16));
            }
            return sixToFour ? InetAddress.getByAddress(Arrays.copyOfRange(bytes, 2, 6)) : address;
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
