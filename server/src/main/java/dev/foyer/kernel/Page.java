package dev.foyer.kernel;

import java.util.List;
import java.util.function.Function;

/**
 * One page of a list, newest first.
 *
 * @param limit the number that was asked for, after clamping
 * @param last cursor of the next page, empty when there is none
 */
public record Page<T>(int limit, List<T> data, String last) {
    public Page {
        data = List.copyOf(data);
    }

    /** Cuts a page from {@code rows}, which hold one more element than the limit when another page follows. */
    public static <T> Page<T> cut(int limit, List<T> rows, Function<T, String> cursor) {
        boolean more = rows.size() > limit;
        List<T> data = more ? rows.subList(0, limit) : rows;
        return new Page<>(limit, data, more ? cursor.apply(data.getLast()) : "");
    }

    /** The same page with other elements. */
    public <R> Page<R> map(Function<T, R> function) {
        return new Page<>(limit, data.stream().map(function).toList(), last);
    }
}
