package uk.regionalratings.ingest.report;

import uk.regionalratings.vocabulary.Problem;
import uk.regionalratings.vocabulary.RejectionReason;

/** The report can't be read with certainty. Never leaves the package: the door makes a rejection of it. */
final class UnclearReportException extends Exception {
    private static final long serialVersionUID = 1L;

    private final RejectionReason reason;
    private final String field;

    /**
     * @param field the column that it is about; empty when it is about the report as a whole
     * @param message what was found, in words; text of the report in it is quoted
     */
    UnclearReportException(RejectionReason reason, String field, String message) {
        // A stack trace says nothing to whoever sent the report, and costs more than reading it.
        super(message, null, false, false);
        this.reason = reason;
        this.field = field;
    }

    static UnclearReportException unclear(String field, String message) {
        return new UnclearReportException(RejectionReason.UNCLEAR_REPORT, field, message);
    }

    Problem problem() {
        return new Problem(reason, field, String.valueOf(getMessage()));
    }
}
