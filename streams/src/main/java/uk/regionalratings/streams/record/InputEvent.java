package uk.regionalratings.streams.record;

import uk.regionalratings.streams.rules.Registration;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.RejectionReason;

/** The content of one input record. */
public sealed interface InputEvent {
    /** An inspection for its authority's history. */
    record Inspected(Inspection inspection) implements InputEvent {}

    /** Reference data for its authority's history. */
    record Registered(Registration registration) implements InputEvent {}

    /**
     * A record that can't be used.
     *
     * @param reason the first fault found
     * @param field the field with the fault; empty if the whole record is at fault
     * @param detail all faults, in words
     */
    record Rejected(RejectionReason reason, String field, String detail) implements InputEvent {}
}
