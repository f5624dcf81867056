package dev.foyer.media.sdp;

/**
 * One address at which we listen, as written in a candidate line (RFC 8839 §5.1).
 *
 * @param ip IPv4 or IPv6 literal
 * @param port 1 to 65535
 * @param protocol {@code udp}
 * @param component 1, since RTCP is always multiplexed
 * @param priority RFC 8445 §5.1.2, 1 to 2^31-1
 * @param type {@code host}
 */
public record LocalCandidate(String ip, int port, String protocol, int component, long priority, String type) {
    /** A host candidate on UDP; {@code preference} 0 to 65535 orders several addresses, the highest first. */
    public static LocalCandidate host(String ip, int port, int preference) {
        long priority = (126L << 24) + ((long) preference << 8) + 255;
        return new LocalCandidate(ip, port, "udp", 1, priority, "host");
    }
}
