package uk.regionalratings.ingest.report;

import java.io.IOException;

/** A PDF went over a limit, or is of a kind that is not read. The message says which, as a part of a sentence. */
final class PdfRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    PdfRefusedException(String message) {
        super(message);
    }
}
