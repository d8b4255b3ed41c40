package uk.regionalratings.ingest;

import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Inspection;

/** One record of a source, and what its validation said. */
public sealed interface CheckedRecord {
    /** Where it begins; 1 for the first line. */
    long line();

    /**
     * It can be published.
     *
     * @param place where it begins, for people: the line, in a workbook with the sheet before it
     * @param original its bytes as received
     * @param saysRevision whether it says its revision itself; 1 is taken where it does not
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Valid(long line, String place, byte[] original, Inspection inspection, boolean saysRevision)
            implements CheckedRecord {}

    /**
     * It can't.
     *
     * @param inspectionId what stands in its field for the identity, shortened when it is long; null when that can't be told
     */
    record Invalid(Rejection rejection, @Nullable String inspectionId) implements CheckedRecord {
        @Override
        public long line() {
            return rejection.line();
        }
    }
}
