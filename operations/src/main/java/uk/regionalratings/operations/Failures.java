package uk.regionalratings.operations;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Describes failures for the terminal; writes the stack trace to the log for closer inspection. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    static String describe(Throwable failure) {
        LOG.debug("A command failed", failure);
        String message = failure.getMessage();
        return message == null ? failure.toString() : message;
    }
}
