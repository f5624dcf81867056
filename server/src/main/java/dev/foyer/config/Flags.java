package dev.foyer.config;

import dev.foyer.kernel.StartException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code --name value} or {@code --name=value}, with the environment behind. */
final class Flags {
    private static final List<String> KNOWN = List.of(
            "port",
            "data",
            "public-url",
            "tls-cert",
            "tls-key",
            "media-port",
            "advertise",
            "database-url",
            "webhook-allow-private",
            "event-days",
            "trusted-proxy",
            "wildcard-dns");
    private static final String PREFIX = "FOYER_";

    private final Map<String, List<String>> values;

    private Flags(Map<String, List<String>> values) {
        this.values = values;
    }

    static Flags parse(List<String> arguments, Map<String, String> environment) {
        Map<String, List<String>> values = new HashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            int equals = argument.indexOf('=');
            String name = known(equals < 0 ? argument : argument.substring(0, equals));
            String value;
            if (equals >= 0) {
                value = argument.substring(equals + 1);
            } else if (i + 1 < arguments.size() && !arguments.get(i + 1).startsWith("--")) {
                value = arguments.get(++i);
            } else {
                throw new StartException("Cannot start: --" + name + " needs a value.");
            }
            values.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
        }
        for (String name : KNOWN) {
            String value =
                    environment.get(PREFIX + name.toUpperCase(Locale.ROOT).replace('-', '_'));
            if (value != null && !value.isBlank()) {
                values.putIfAbsent(name, List.of(value));
            }
        }
        return new Flags(values);
    }

    @Nullable
    String text(String name) {
        List<String> given = values.get(name);
        return given == null || given.getLast().isBlank() ? null : given.getLast();
    }

    String text(String name, String otherwise) {
        String value = text(name);
        return value == null ? otherwise : value;
    }

    int whole(String name, int otherwise) {
        String value = text(name);
        try {
            return value == null ? otherwise : Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new StartException("Cannot start: --" + name + " must be a number, not \"" + value + "\".", e);
        }
    }

    /** A yes or no; null when not given. */
    @Nullable
    Boolean flag(String name) {
        String value = text(name);
        if (value == null) {
            return null;
        }
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes" -> true;
            case "false", "0", "no" -> false;
            default -> throw new StartException("Cannot start: --" + name + " must be true or false.");
        };
    }

    @Nullable
    Path path(String name) {
        String value = text(name);
        try {
            return value == null ? null : Path.of(value);
        } catch (InvalidPathException e) {
            throw new StartException("Cannot start: --" + name + " is not a path.", e);
        }
    }

    List<String> list(String name) {
        return values.getOrDefault(name, List.of()).stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private static String known(String argument) {
        String name = argument.startsWith("--") ? argument.substring(2) : argument;
        if (argument.startsWith("--") && KNOWN.contains(name)) {
            return name;
        }
        String nearest = KNOWN.stream()
                .min(Comparator.comparingInt(candidate -> distance(candidate, name)))
                .orElseThrow();
        throw new StartException("Cannot start: unknown option " + argument + ", did you mean --" + nearest + "?");
    }

    /** Levenshtein's. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
