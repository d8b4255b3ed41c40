package uk.regionalratings.streams.view;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Provenance;

/**
 * The documents from which feeds have read inspections. A document belongs to exactly the revision and content that was
 * read from it: another revision, or other content, has its own document or none. The result depends only on the set of
 * documents, not on their order. Thread-safe.
 */
public final class InspectionSources {
    private final Map<Inspection, Provenance> sources = new ConcurrentHashMap<>();
    private final AtomicLong version = new AtomicLong();

    /**
     * Records the document that {@code inspection} was read from. Of several documents, the one that was retrieved
     * first counts.
     */
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

    /** The document that {@code inspection} was read from; empty if it came another way. */
    public Optional<Provenance> of(Inspection inspection) {
        return Optional.ofNullable(sources.get(inspection));
    }

    /** Grows whenever answers may change. */
    public long version() {
        return version.get();
    }
}
