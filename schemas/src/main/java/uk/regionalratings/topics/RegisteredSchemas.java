package uk.regionalratings.topics;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * Checks before the first record whether the registry is available and has the schemas that a process is about to
 * write.
 */
public final class RegisteredSchemas {
    private RegisteredSchemas() {}

    /** The state of this version's schema of a subject in the registry. */
    public enum State {
        /** It is registered. */
        REGISTERED,
        /** It is not registered yet, and can be. */
        MISSING,
        /** It is not registered, and is incompatible with a registered one. */
        INCOMPATIBLE
    }

    /**
     * Asks for the schema of each subject that this version of the software writes.
     *
     * @throws IOException if the registry can't be reached; the message gives the reason
     */
    public static Map<String, State> states(ContractSerdes serdes) throws IOException {
        Map<String, State> states = new LinkedHashMap<>();
        for (Map.Entry<String, Schema> subject : SchemaRegistration.subjects().entrySet()) {
            states.put(subject.getKey(), state(serdes, subject.getKey(), new AvroSchema(subject.getValue())));
        }
        return states;
    }

    private static State state(ContractSerdes serdes, String subject, AvroSchema schema) throws IOException {
        try {
            serdes.registry().getId(subject, schema);
            return State.REGISTERED;
        } catch (RestClientException e) {
            if (!RegistryAnswers.lacksSchemaOrSubject(e)) {
                throw RegistryAnswers.refusal(e);
            }
        }
        try {
            boolean isNew = !serdes.registry().getAllSubjects().contains(subject);
            boolean fits = isNew
                    || SchemaRegistration.holdsEarlierLine(serdes.registry(), subject, schema.rawSchema())
                    || serdes.registry().testCompatibility(subject, schema);
            return fits ? State.MISSING : State.INCOMPATIBLE;
        } catch (RestClientException e) {
            throw RegistryAnswers.refusal(e);
        }
    }

    /** The registry works and lacks this version's schema of a subject. */
    public static final class MissingSchemaException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String subject;

        MissingSchemaException(String subject, Exception cause) {
            super(cause.getMessage(), cause);
            this.subject = subject;
        }

        /** The subject that lacks it. */
        public String subject() {
            return subject;
        }
    }

    /**
     * Sends the registry a request that no client caches, to learn whether it answers.
     *
     * @throws IOException if it does not; the cause gives the reason
     */
    public static void requireReachable(ContractSerdes serdes) throws IOException {
        try {
            var unused = serdes.registry().getAllSubjects();
        } catch (RestClientException e) {
            throw RegistryAnswers.refusal(e);
        }
    }

    /**
     * Looks up the schema of each topic that has one.
     *
     * @throws MissingSchemaException for the first one that is not registered
     * @throws IOException if the registry can't be reached; the cause gives the reason
     */
    public static void check(ContractSerdes serdes, Collection<Topic> topics)
            throws MissingSchemaException, IOException {
        for (Topic topic : topics) {
            if (topic.valueSchema() == null) {
                continue;
            }
            try {
                serdes.registry().getId(topic.subject(), new AvroSchema(topic.valueSchema()));
            } catch (RestClientException e) {
                if (RegistryAnswers.lacksSchemaOrSubject(e)) {
                    throw new MissingSchemaException(topic.subject(), e);
                }
                throw RegistryAnswers.refusal(e);
            }
        }
    }
}
