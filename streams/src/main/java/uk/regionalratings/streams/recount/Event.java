package uk.regionalratings.streams.recount;

import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Inspection;

/** One thing that is sent to the pipeline and can be used. */
public sealed interface Event {
    /** One revision of an inspection. */
    record Published(Inspection inspection) implements Event {}

    /** One revision of the reference data of an authority. */
    record Registered(Authority authority, long revision) implements Event {}
}
