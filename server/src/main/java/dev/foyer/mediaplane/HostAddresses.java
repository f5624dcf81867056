package dev.foyer.mediaplane;

import dev.foyer.media.sdp.LocalCandidate;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which addresses we tell browsers. */
final class HostAddresses {
    private static final int MAX = 16;

    private HostAddresses() {}

    /**
     * The advertised addresses, or the bound one, or those of all interfaces: IPv4 first, loopback last so that trials on one
     * machine work.
     *
     * @throws MediaStartException when an advertised address is no IP literal or none is found
     */
    static List<String> of(MediaConfig config) throws MediaStartException {
        if (!config.advertise().isEmpty()) {
            return literals(config.advertise());
        }
        if (!config.bind().isAnyLocalAddress()) {
            return List.of(text(config.bind()));
        }
        try {
            return interfaces();
        } catch (SocketException e) {
            throw new MediaStartException("the network interfaces cannot be listed: use --advertise", e);
        }
    }

    /** One host candidate for each address, best first. */
    static List<LocalCandidate> candidates(List<String> addresses, int port) {
        List<LocalCandidate> candidates = new ArrayList<>();
        for (String address : addresses) {
            candidates.add(LocalCandidate.host(address, port, 65_535 - candidates.size()));
        }
        return candidates;
    }

    private static List<String> literals(List<String> advertise) throws MediaStartException {
        Set<String> texts = new LinkedHashSet<>();
        for (String address : advertise) {
            try {
                texts.add(text(InetAddress.ofLiteral(address)));
            } catch (IllegalArgumentException e) {
                throw new MediaStartException("advertised address " + address + " is not an IP address", e);
            }
        }
        return List.copyOf(texts);
    }

    private static List<String> interfaces() throws SocketException {
        Set<String> ipv4 = new LinkedHashSet<>();
        Set<String> ipv6 = new LinkedHashSet<>();
        for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
            if (each.isUp() && !each.isLoopback()) {
                each.inetAddresses().filter(HostAddresses::usable).forEach(address -> {
                    (address instanceof Inet4Address ? ipv4 : ipv6).add(text(address));
                });
            }
        }
        List<String> all = new ArrayList<>(ipv4);
        all.addAll(ipv6);
        List<String> chosen = new ArrayList<>(all.subList(0, Math.min(all.size(), MAX)));
        chosen.add("127.0.0.1");
        return chosen;
    }

    private static boolean usable(InetAddress address) {
        return !address.isLoopbackAddress() && !address.isLinkLocalAddress() && !address.isMulticastAddress();
    }

    private static String text(InetAddress address) {
        String text = address.getHostAddress();
        int zone = address instanceof Inet6Address ? text.indexOf('%') : -1;
        return zone < 0 ? text : text.substring(0, zone);
    }
}
