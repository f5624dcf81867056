package dev.foyer.media.wire;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/**
 * An IP address and UDP port as the demultiplexer compares them: IPv4 is kept in its IPv6-mapped form (RFC 4291 §2.5.5.2),
 * so that both families share one key shape.
 *
 * @param high first eight bytes of the IPv6 address, big-endian
 * @param low last eight bytes
 * @param port 1 to 65535
 */
public record TransportAddress(long high, long low, int port) {
    private static final long MAPPED = 0x0000_FFFF_0000_0000L;

    public static TransportAddress ipv4(int address, int port) {
        return new TransportAddress(0, MAPPED | (address & 0xFFFF_FFFFL), port);
    }

    /** From four or sixteen address bytes. */
    public static TransportAddress of(byte[] address, int port) {
        if (address.length == 4) {
            return ipv4((int) read(address, 0, 4), port);
        }
        return new TransportAddress(read(address, 0, 8), read(address, 8, 8), port);
    }

    public static TransportAddress of(InetSocketAddress socket) {
        return of(socket.getAddress().getAddress(), socket.getPort());
    }

    public boolean isIpv4() {
        return high == 0 && (low >>> 32) == 0xFFFFL;
    }

    /** The IPv4 address as an int; meaningful only when {@link #isIpv4()}. */
    public int ipv4() {
        return (int) low;
    }

    /** Four bytes for IPv4, sixteen for IPv6. */
    public byte[] bytes() {
        byte[] out = new byte[isIpv4() ? 4 : 16];
        for (int i = 0; i < out.length; i++) {
            int fromEnd = out.length - 1 - i;
            out[i] = (byte) (fromEnd < 8 ? low >>> (8 * fromEnd) : high >>> (8 * (fromEnd - 8)));
        }
        return out;
    }

    public InetSocketAddress toSocketAddress() {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(bytes()), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four or sixteen bytes are always an address", e);
        }
    }

    /** Address bytes in hex: logs may carry it only inside a redacted value. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes()) + ":" + port;
    }

    private static long read(byte[] bytes, int from, int count) {
        long value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 8 | (bytes[from + i] & 0xFF);
        }
        return value;
    }
}
