package uk.regionalratings.streams.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one authority counts with: something of its own, or of its predecessors.
 *
 * @param value what it counts with; null for nothing
 * @param unsettled whether it counts with nothing because its predecessors differ
 * @param from identities of the predecessors that it comes from; empty when it is the authority's own, or nothing
 */
record Carried<T>(@Nullable T value, boolean unsettled, List<String> from) {
    Carried {
        from = List.copyOf(from);
    }

    static <T> Carried<T> own(T value) {
        return new Carried<>(value, false, List.of());
    }

    static <T> Carried<T> nothing() {
        return new Carried<>(null, false, List.of());
    }
}
