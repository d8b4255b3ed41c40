package uk.regionalratings.streams.query.count;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The value with which an authority counts: its own, or its predecessors'.
 *
 * @param value the value; null if there is none
 * @param unsettled whether there is none because its predecessors differ
 * @param from identities of the predecessors that it comes from; empty if it is the authority's own, or if there is
 *     none
 */
public record Carried<T>(@Nullable T value, boolean unsettled, List<String> from) {
    public Carried {
        from = List.copyOf(from);
    }

    static <T> Carried<T> own(T value) {
        return new Carried<>(value, false, List.of());
    }

    static <T> Carried<T> nothing() {
        return new Carried<>(null, false, List.of());
    }
}
