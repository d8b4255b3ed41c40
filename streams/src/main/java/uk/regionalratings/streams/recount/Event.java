package uk.regionalratings.streams.recount;

import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Inspection;

/** A usable event sent to the pipeline. */
public sealed interface Event {
    /** One revision of an inspection. */
    record Published(Inspection inspection) implements Event {}

    /** One revision of an authority's reference data. */
    record Registered(Authority authority, long revision) implements Event {}
}
