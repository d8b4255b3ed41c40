package uk.regionalratings.ingest.gateway;

import uk.regionalratings.vocabulary.Inspection;

/** Looks up inspections by identity, for corrections and withdrawals. */
@FunctionalInterface
interface KnownInspections {
    /** What comes of a look-up. */
    sealed interface Lookup {
        /** The highest revision that the published tables tell of. */
        record Found(Inspection inspection) implements Lookup {}

        /** No table tells of it. */
        record None() implements Lookup {}

        /** The tables can't be asked for now. */
        record Unavailable(String reason) implements Lookup {}
    }

    Lookup find(String inspectionId);
}
