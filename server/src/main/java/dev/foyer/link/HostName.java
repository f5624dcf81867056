package dev.foyer.link;

import dev.foyer.kernel.Fields;
import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/** Host names as browsers send them and as people type them. */
final class HostName {
    private static final int MAX_LENGTH = 253;
    /** A name, a final dot, a port. Patterns are not let loose on more. */
    private static final int MAX_HEADER = MAX_LENGTH + 7;

    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern HEADER = Pattern.compile("([A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*)\\.?(?::[0-9]{0,5})?");
    private static final Pattern IPV6 = Pattern.compile("(\\[[0-9A-Fa-f:.]{2,45}])(?::[0-9]{0,5})?");

    private HostName() {}

    /**
     * The name in a {@code Host} header: lower case, without port and final dot.
     *
     * @return an IPv6 address keeps its brackets; empty when the header is none that a browser sends
     */
    static String of(String header) {
        if (header.length() > MAX_HEADER) {
            return "";
        }
        var name = HEADER.matcher(header);
        if (name.matches() && name.group(1).length() <= MAX_LENGTH) {
            return name.group(1).toLowerCase(Locale.ROOT);
        }
        var address = IPV6.matcher(header);
        return address.matches() ? address.group(1).toLowerCase(Locale.ROOT) : "";
    }

    /** The port of a {@code Host} header with its colon; empty when it names none. */
    static String portOf(String header) {
        int colon = header.lastIndexOf(':');
        boolean named = colon >= 0 && header.indexOf(']', colon) < 0 && colon < header.length() - 1;
        return named ? header.substring(colon) : "";
    }

    /** Whether a name is an IP address: browsers take whatever ends with a number for one. */
    static boolean isAddress(String name) {
        return name.startsWith("[") || name.substring(name.lastIndexOf('.') + 1).matches("[0-9]+|0x[0-9a-f]*");
    }

    /**
     * A domain that somebody typed, as browsers will send it: ASCII, lower case.
     *
     * @throws dev.foyer.kernel.Refusal when it is no name of at least two labels, or has a port, path or address
     */
    static String domain(String typed) {
        String text = typed.strip();
        if (text.endsWith(".")) {
            text = text.substring(0, text.length() - 1);
        }
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            throw invalid();
        }
        String name;
        try {
            name = IDN.toASCII(text, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
        String[] labels = name.split("\\.", -1);
        for (String label : labels) {
            if (!LABEL.matcher(label).matches()) {
                throw invalid();
            }
        }
        if (labels.length < 2 || name.length() > MAX_LENGTH || isAddress(name)) {
            throw invalid();
        }
        return name;
    }

    private static RuntimeException invalid() {
        return Fields.invalid("host must be a domain such as meet.example.com, without port, path or address");
    }
}
