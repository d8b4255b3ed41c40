package uk.regionalratings.ingest.problem;

import java.util.concurrent.ExecutionException;

/** Describes an exception by its causes. */
public final class Causes {
    private Causes() {}

    /**
     * The message nearest to the root cause, on one line; includes the exception's name if the message is not a
     * sentence.
     */
    public static String describe(Throwable exception) {
        Throwable current = exception;
        String message = null;
        for (int depth = 0; current != null && depth < 10; depth++) {
            if (current.getMessage() != null && !(current instanceof ExecutionException)) {
                String text = current.getMessage();
                message = text.contains(" ") ? text : current.getClass().getSimpleName() + ": " + text;
            }
            current = current.getCause();
        }
        return message == null ? exception.getClass().getSimpleName() : Quoted.clean(message);
    }
}
