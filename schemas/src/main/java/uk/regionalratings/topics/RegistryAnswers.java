package uk.regionalratings.topics;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;

/**
 * Interprets the registry's refusals. A status alone means little: balancers, proxies and web servers that happen to
 * listen at the address answer as well, and their 404 must not pass for the registry's.
 */
final class RegistryAnswers {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    /**
     * An error code of the registry's API, in the JSON of its answer: the registry works, but has no such subject or
     * schema.
     */
    private static final int SUBJECT_NOT_FOUND = 40401;

    private static final int SCHEMA_NOT_FOUND = 40403;

    /** The client's own code for an answer that is not the registry's JSON. */
    private static final int NOT_THE_REGISTRYS_JSON = 50005;

    /**
     * The beginning of the client's message if the registry answered with a schema for which the client has no
     * parser; there is no exception for this case alone.
     */
    private static final String NO_PARSER = "Invalid schema";

    private RegistryAnswers() {}

    /** Whether the registry itself says that it lacks the requested schema. */
    static boolean lacksSchema(RestClientException answer) {
        return answer.getErrorCode() == SCHEMA_NOT_FOUND;
    }

    /** Whether the registry itself says that it lacks the requested schema or its whole subject. */
    static boolean lacksSchemaOrSubject(RestClientException answer) {
        return lacksSchema(answer) || answer.getErrorCode() == SUBJECT_NOT_FOUND;
    }

    /** Whether the registry answered with a schema that is not Avro. */
    static boolean isOtherKindOfSchema(IOException failure) {
        return String.valueOf(failure.getMessage()).startsWith(NO_PARSER);
    }

    /** The same answer as a failed request; the message says what came back. */
    static IOException refusal(RestClientException answer) {
        String came = answer.getMessage();
        if (answer.getStatus() == UNAUTHORIZED || answer.getStatus() == FORBIDDEN) {
            came = "it does not accept our user and password (status " + answer.getStatus() + ")";
        } else if (answer.getErrorCode() == NOT_THE_REGISTRYS_JSON) {
            came = "status " + answer.getStatus()
                    + " came back in a form that is not a registry's: something else answers" + " at its address";
        }
        return new IOException(came, answer);
    }
}
