package uk.regionalratings.operations;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts failures into words for the terminal; the stack trace goes to the log for those who look closer. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    static String describe(Throwable failure) {
        LOG.debug("A command failed", failure);
        String message = failure.getMessage();
        return message == null ? failure.toString() : message;
    }
}
