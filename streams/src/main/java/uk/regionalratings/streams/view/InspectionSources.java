package uk.regionalratings.streams.view;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Provenance;

/**
 * The documents that feeds have read inspections from. A document belongs to what was read from it and to nothing else: another revision, or
 * another content under the same revision, has none or its own. Depends on the set of what was read alone, not on its order. For any number of threads.
 */
public final class InspectionSources {
    private final Map<Inspection, Provenance> sources = new ConcurrentHashMap<>();
    private final AtomicLong version = new AtomicLong();

    /** Notes what {@code inspection} was read from; of several documents the first that was retrieved counts. */
    public void add(Inspection inspection, Provenance provenance) {
        Provenance before = sources.get(inspection);
        Provenance now = sources.merge(
                inspection,
                provenance,
                (one, other) -> Provenance.EARLIEST_FIRST.compare(one, other) <= 0 ? one : other);
        if (!now.equals(before)) {
            version.incrementAndGet();
        }
    }

    /** What {@code inspection} was read from; empty when it came another way. */
    public Optional<Provenance> of(Inspection inspection) {
        return Optional.ofNullable(sources.get(inspection));
    }

    /** Grows whenever answers may change. */
    public long version() {
        return version.get();
    }
}
