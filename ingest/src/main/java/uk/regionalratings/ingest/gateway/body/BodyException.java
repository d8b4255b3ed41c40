package uk.regionalratings.ingest.gateway.body;

import java.io.IOException;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.gateway.answer.Answer;
import uk.regionalratings.ingest.gateway.answer.Refusal;

/** The rest of a body can't be read. The message is for the client. */
public final class BodyException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What is wrong, with its HTTP status. */
    enum Kind {
        TOO_LARGE("body-too-large", HttpStatus.PAYLOAD_TOO_LARGE_413),
        TOO_SLOW("body-too-slow", HttpStatus.REQUEST_TIMEOUT_408),
        CORRUPT("body-corrupt", HttpStatus.BAD_REQUEST_400),
        /** The client has disconnected, so nobody reads the answer. */
        LOST("body-lost", HttpStatus.BAD_REQUEST_400);

        private final String id;
        private final int status;

        Kind(String id, int status) {
            this.id = id;
            this.status = status;
        }
    }

    private final Kind kind;

    BodyException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    private String words() {
        return String.valueOf(getMessage());
    }

    /** The response if nothing has been read yet. */
    public Refusal refusal() {
        return new Refusal(kind.status, kind.id, words());
    }

    /** The end of the answer if records have been read before. */
    public Answer.Stop stop() {
        return new Answer.Stop(kind.status, kind.id, words());
    }
}
