package dev.foyer.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What the reference page and the generated tests need to know of a route beyond its path.
 *
 * @param query by name, in the order in which they are shown
 * @param body null when the route takes none
 * @param answer null when the success answer has no body
 * @param extension not part of the 100ms API: ours
 * @param missing always answers 501
 */
public record RouteDocs(
        SequencedMap<String, Shape> query,
        @Nullable Shape body,
        @Nullable Shape answer,
        boolean extension,
        boolean missing) {
    static final RouteDocs NONE = new RouteDocs(new LinkedHashMap<>(), null, null, false, false);

    public RouteDocs {
        query = new LinkedHashMap<>(query);
    }

    RouteDocs asking(String name, Shape shape) {
        var more = new LinkedHashMap<>(query);
        more.put(name, Objects.requireNonNull(shape));
        return new RouteDocs(more, body, answer, extension, missing);
    }

    RouteDocs taking(Shape shape) {
        return new RouteDocs(query, shape, answer, extension, missing);
    }

    RouteDocs giving(Shape shape) {
        return new RouteDocs(query, body, shape, extension, missing);
    }

    RouteDocs ours() {
        return new RouteDocs(query, body, answer, true, missing);
    }

    RouteDocs notYet() {
        return new RouteDocs(query, body, answer, extension, true);
    }

    /** An unmodifiable view. */
    @Override
    public SequencedMap<String, Shape> query() {
        return Collections.unmodifiableSequencedMap(query);
    }

    /** As pairs. */
    public Iterable<Map.Entry<String, Shape>> parameters() {
        return query().sequencedEntrySet();
    }
}
