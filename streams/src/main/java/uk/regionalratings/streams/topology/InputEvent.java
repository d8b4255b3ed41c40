package uk.regionalratings.streams.topology;

import uk.regionalratings.streams.rules.Registration;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.RejectionReason;

/** What one record of the input says. */
public sealed interface InputEvent {
    /** An inspection that can be put to its authority's history. */
    record Inspected(Inspection inspection) implements InputEvent {}

    /** Reference data that can be put to its authority's history. */
    record Registered(Registration registration) implements InputEvent {}

    /**
     * Nothing that can be used.
     *
     * @param reason the first thing that is wrong
     * @param field the field it is about; empty when it is about the whole record
     * @param detail all that is wrong, in words
     */
    record Rejected(RejectionReason reason, String field, String detail) implements InputEvent {}
}
