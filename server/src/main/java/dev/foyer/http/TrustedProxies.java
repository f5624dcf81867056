package dev.foyer.http;

import dev.foyer.kernel.StartException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose {@code X-Forwarded-For} and {@code X-Forwarded-Host} are believed. The header is read from its right end, where the nearest proxy wrote: the first
 * address that is no trusted proxy is the client's. What stands further left anybody may have made up.
 */
final class TrustedProxies {
    private final List<Block> blocks;

    private TrustedProxies(List<Block> blocks) {
        this.blocks = blocks;
    }

    /** @param cidrs as {@code 10.0.0.0/8}; an address alone stands for itself */
    static TrustedProxies of(List<String> cidrs) {
        return new TrustedProxies(cidrs.stream().map(Block::of).toList());
    }

    /**
     * The address that counts as the client's.
     *
     * @param remote of the connection
     * @param forwarded the header; null when absent
     */
    String client(String remote, @Nullable String forwarded) {
        String client = remote;
        if (forwarded == null || !trusted(client)) {
            return client;
        }
        String[] chain = forwarded.split(",", -1);
        for (int i = chain.length - 1; i >= 0; i--) {
            String named = bare(chain[i].strip());
            if (bytes(named) == null) {
                return client;
            }
            client = named;
            if (!trusted(client)) {
                return client;
            }
        }
        return client;
    }

    /**
     * The host that the client asked for.
     *
     * @param remote of the connection
     * @param forwarded {@code X-Forwarded-Host}; null when absent. Of several, the last is what the nearest proxy wrote
     * @param host the {@code Host} header; empty when absent
     */
    String host(String remote, @Nullable String forwarded, String host) {
        if (forwarded == null || !trusted(remote)) {
            return host;
        }
        String last = forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
        return last.isEmpty() ? host : last;
    }

    private boolean trusted(String address) {
        byte[] bytes = blocks.isEmpty() ? null : bytes(bare(address));
        return bytes != null && blocks.stream().anyMatch(block -> block.holds(bytes));
    }

    /** Without brackets, zone, and the port that some proxies add. */
    private static String bare(String address) {
        String text = address;
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            text = end < 0 ? "" : text.substring(1, end);
        } else if (text.matches("[0-9.]+:[0-9]+")) {
            text = text.substring(0, text.indexOf(':'));
        }
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    /** Null for what is no address; names are never looked up. */
    private static byte @Nullable [] bytes(String address) {
        if (!address.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*")) {
            return null;
        }
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static final class Block {
        private final byte[] network;
        private final int prefix;

        private Block(byte[] network, int prefix) {
            this.network = network;
            this.prefix = prefix;
        }

        static Block of(String cidr) {
            int slash = cidr.indexOf('/');
            byte[] network = bytes(slash < 0 ? cidr : cidr.substring(0, slash));
            int most = network == null ? 0 : network.length * 8;
            int prefix = slash < 0 ? most : Integer.parseInt(cidr, slash + 1, cidr.length(), 10);
            if (network == null || prefix > most) {
                throw new StartException(
                        "Cannot start: --trusted-proxy needs a block such as 10.0.0.0/8, \"" + cidr + "\" is none.");
            }
            return new Block(network, prefix);
        }

        boolean holds(byte[] address) {
            if (address.length != network.length) {
                return false;
            }
            for (int bit = 0; bit < prefix; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (network[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
