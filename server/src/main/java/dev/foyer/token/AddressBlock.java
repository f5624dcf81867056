package dev.foyer.token;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/** The part of an address that one guesser is assumed to own: /24 of IPv4, /64 of IPv6. */
public final class AddressBlock {
    private AddressBlock() {}

    /** The block of a textual address. */
    public static String of(String address) {
        String bare =
                address.startsWith("[") && address.endsWith("]") ? address.substring(1, address.length() - 1) : address;
        // Only literals: anything else would be looked up in the DNS.
        if (!bare.matches("[0-9a-fA-F:.]+(%.*)?")) {
            return "other";
        }
        try {
            byte[] bytes = InetAddress.getByName(bare).getAddress();
            return HexFormat.of().formatHex(bytes, 0, bytes.length == 4 ? 3 : 8);
        } catch (UnknownHostException e) {
            return "other";
        }
    }
}
