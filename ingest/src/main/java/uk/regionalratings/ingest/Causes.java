package uk.regionalratings.ingest;

import java.util.concurrent.ExecutionException;

/** Finds words for an exception in its causes. */
final class Causes {
    private Causes() {}

    /** The message nearest to the root, in one line; the exception's name where none has a message. */
    static String describe(Throwable exception) {
        Throwable current = exception;
        String message = null;
        for (int depth = 0; current != null && depth < 10; depth++) {
            if (current.getMessage() != null && !(current instanceof ExecutionException)) {
                message = current.getMessage();
            }
            current = current.getCause();
        }
        return message == null ? exception.getClass().getSimpleName() : Quoted.clean(message);
    }
}
