package dev.foyer.reference;

import dev.foyer.http.Route;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Names that belong to a route: what tools call the operation, and under which heading it is shown. */
final class Operation {
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

    private Operation() {}

    /** Unique over all routes: method and path in camel case, without the version. */
    static String id(Route route) {
        StringBuilder id = new StringBuilder(route.method().name().toLowerCase(Locale.ROOT));
        for (String part : route.path().split("[^A-Za-z0-9]+")) {
            if (!part.isEmpty() && !part.equals("v2")) {
                id.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
            }
        }
        return id.toString();
    }

    /** The first part of the path after the version, in words: {@code Room codes}. */
    static String heading(Route route) {
        String[] parts = route.path().split("/");
        String noun = parts.length > 2 && parts[1].equals("v2") ? parts[2] : parts[1];
        String words = noun.replace('-', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** Names of the parameters in the path, in order. */
    static List<String> parameters(Route route) {
        return PARAMETER
                .matcher(route.path())
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
