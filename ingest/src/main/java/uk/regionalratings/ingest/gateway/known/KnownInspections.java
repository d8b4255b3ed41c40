package uk.regionalratings.ingest.gateway.known;

import uk.regionalratings.vocabulary.Inspection;

/** Looks up inspections by identity, for corrections and withdrawals. */
@FunctionalInterface
public interface KnownInspections {
    /** The result of a lookup. */
    sealed interface Lookup {
        /** The highest revision in the published tables. */
        record Found(Inspection inspection) implements Lookup {}

        /** No table contains it. */
        record None() implements Lookup {}

        /** The tables are unavailable for now. */
        record Unavailable(String reason) implements Lookup {}
    }

    Lookup find(String inspectionId);
}
