package dev.foyer.analytics;

import dev.foyer.http.Request;
import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.RefusalCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Query parameters of the analytics calls, checked: no database of ours can look for a NUL or needs to for long texts. */
public final class Asked {
    /** Longest text. */
    public static final int MAX_TEXT = 128;
    /** Most values of a repeated parameter. */
    public static final int MAX_VALUES = 50;

    private Asked() {}

    /** One text; null when absent. */
    public static @Nullable String text(Request request, String name) {
        String value = request.query(name);
        return value == null ? null : checked(value, name);
    }

    /** A repeated parameter; values may also be joined by commas. */
    public static List<String> texts(Request request, String name) {
        List<String> values = request.query().getOrDefault(name, List.of()).stream()
                .flatMap(value -> List.of(value.split(",")).stream())
                .filter(value -> !value.isBlank())
                .map(value -> checked(value.strip(), name))
                .distinct()
                .toList();
        if (values.size() > MAX_VALUES) {
            throw invalid(name);
        }
        return values;
    }

    /** A whole number, brought within bounds. */
    public static int whole(Request request, String name, int otherwise, int min, int max) {
        String value = request.query(name);
        try {
            return value == null ? otherwise : Math.clamp(Integer.parseInt(value), min, max);
        } catch (NumberFormatException e) {
            throw invalid(name);
        }
    }

    /** The text, when it can be looked for. */
    public static String checked(String value, String name) {
        if (value.length() > MAX_TEXT || value.indexOf('\0') >= 0) {
            throw invalid(name);
        }
        return value;
    }

    /** Refuses a parameter. */
    public static Refusal invalid(String name) {
        return Refusal.of(RefusalCode.INVALID_QUERY, "Invalid query param: " + name);
    }
}
