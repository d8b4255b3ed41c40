package uk.regionalratings.ingest.validation;

import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.record.Rejection;
import uk.regionalratings.vocabulary.Inspection;

/** One record of a source, with the result of its validation. */
public sealed interface CheckedRecord {
    /** The line on which the record begins, counted from 1. */
    long line();

    /**
     * A record that can be published.
     *
     * @param place where the record begins, for people: the line, preceded by the sheet in a workbook
     * @param original its bytes as received
     * @param saysRevision whether the record states its revision; otherwise revision 1 is assumed
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Valid(long line, String place, byte[] original, Inspection inspection, boolean saysRevision)
            implements CheckedRecord {}

    /**
     * A record that cannot be published.
     *
     * @param inspectionId the content of its identity field, shortened if long; null if unknown
     */
    record Invalid(Rejection rejection, @Nullable String inspectionId) implements CheckedRecord {
        @Override
        public long line() {
            return rejection.line();
        }
    }
}
