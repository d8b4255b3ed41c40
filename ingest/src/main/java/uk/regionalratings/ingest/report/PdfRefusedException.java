package uk.regionalratings.ingest.report;

import java.io.IOException;

/** A PDF exceeds a limit or is of an unsupported kind. The message says which, as part of a sentence. */
final class PdfRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    PdfRefusedException(String message) {
        super(message);
    }
}
