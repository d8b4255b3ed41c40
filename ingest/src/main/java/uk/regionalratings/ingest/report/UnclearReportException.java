package uk.regionalratings.ingest.report;

import uk.regionalratings.vocabulary.Problem;
import uk.regionalratings.vocabulary.RejectionReason;

/**
 * The report can't be read with certainty. It never leaves the package: {@link InspectionReports} turns it into a
 * rejection.
 */
final class UnclearReportException extends Exception {
    private static final long serialVersionUID = 1L;

    private final RejectionReason reason;
    private final String field;

    /**
     * @param field the column concerned; empty if it is the report as a whole
     * @param message what was found, in words, quoting the report where needed
     */
    UnclearReportException(RejectionReason reason, String field, String message) {
        // A stack trace is of no use to the sender of the report, and costs more than reading it.
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
