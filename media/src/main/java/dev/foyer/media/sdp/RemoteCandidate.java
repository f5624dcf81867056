package dev.foyer.media.sdp;

import dev.foyer.media.wire.TransportAddress;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address that the browser trickled (RFC 8839 §5.1).
 *
 * @param type {@code host}, {@code srflx}, {@code prflx} or {@code relay}
 * @param ufrag ICE generation it belongs to, empty when the line does not say
 */
public record RemoteCandidate(TransportAddress address, long priority, String type, String ufrag) {
    private static final int MAX_LINE = 1024;
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

    /**
     * Reads one {@code candidate:} line, with or without {@code a=}. Empty for whatever we cannot use: the empty line that
     * ends the candidates, TCP, another component than 1, mDNS names, and everything malformed.
     */
    public static Optional<RemoteCandidate> parse(String line) {
        String text = line.startsWith("a=") ? line.substring(2) : line;
        if (text.length() > MAX_LINE || !text.startsWith("candidate:")) {
            return Optional.empty();
        }
        String[] words = text.substring("candidate:".length()).strip().split(" +");
        if (words.length < 8
                || !words[1].equals("1")
                || !words[2].equalsIgnoreCase("udp")
                || !words[6].equals("typ")
                || !SdpParser.isWord(words[7])) {
            return Optional.empty();
        }
        long priority = SdpParser.number(words[3], 0xFFFF_FFFFL);
        int port = (int) SdpParser.number(words[5], 65_535);
        byte[] ip = literal(words[4]);
        if (priority < 0 || port <= 0 || ip.length == 0) {
            return Optional.empty();
        }
        return Optional.of(
                new RemoteCandidate(TransportAddress.of(ip, port), priority, words[7], extension(words, "ufrag")));
    }

    private static String extension(String[] words, String name) {
        for (int i = 8; i + 1 < words.length; i += 2) {
            if (words[i].equals(name)) {
                return words[i + 1];
            }
        }
        return "";
    }

    /** Address bytes of a literal, or none; names are never resolved. */
    private static byte[] literal(String text) {
        boolean shaped = IPV4.matcher(text).matches()
                || (text.indexOf(':') >= 0 && IPV6.matcher(text).matches());
        if (!shaped) {
            return new byte[0];
        }
        try {
            return InetAddress.ofLiteral(text).getAddress();
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
