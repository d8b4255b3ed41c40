package uk.regionalratings.topics;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import uk.regionalratings.contract.InputTally;

/** The step that registers every schema of the pipeline; processes themselves never register one. */
public final class SchemaRegistration {
    /** A new schema must read old data and be read by old readers: records are never deleted and consumers upgrade later. */
    static final String COMPATIBILITY = "FULL_TRANSITIVE";

    /** The same, but only against the latest version: for a subject whose versions were restarted. */
    static final String COMPATIBILITY_SINCE_THE_LATEST = "FULL";

    private static final String NONE = "NONE";

    /**
     * Subjects whose versions were restarted, with the first version of the present line. Records of earlier versions
     * are recounted from the facts by {@code ./ratings reset}.
     */
    static final Map<String, Integer> BEGUN_ANEW = Map.of(Topics.RATING_CHANGED.subject(), 2);

    private SchemaRegistration() {}

    /** Every subject with the schema that this version of the software writes. */
    public static Map<String, Schema> subjects() {
        Map<String, Schema> subjects = new LinkedHashMap<>();
        for (Topic topic : Topics.all()) {
            Schema schema = topic.valueSchema();
            if (schema != null) {
                subjects.put(topic.subject(), schema);
            }
        }
        subjects.put(ContractSerdes.INPUT_TALLY + "-value", InputTally.getClassSchema());
        return subjects;
    }

    /**
     * Registers what is not registered yet; safe to repeat.
     *
     * @throws IllegalStateException if the registry refuses a schema, for instance because it is not compatible
     * @throws UncheckedIOException if the registry can't be reached
     */
    public static void register(SchemaRegistryClient registry) {
        subjects().forEach((subject, schema) -> register(registry, subject, schema));
    }

    /** Registers one schema; otherwise as {@link #register(SchemaRegistryClient)}. */
    public static void register(SchemaRegistryClient registry, String subject, Schema schema) {
        try {
            if (BEGUN_ANEW.containsKey(subject)) {
                registerAnew(registry, subject, new AvroSchema(schema));
            } else {
                registry.register(subject, new AvroSchema(schema));
                registry.updateCompatibility(subject, COMPATIBILITY);
            }
        } catch (RestClientException e) {
            throw new IllegalStateException(
                    "the schema registry refuses subject " + subject + ": " + e.getMessage()
                            + "; compare the schema with the registered one and make the change compatible",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException("the schema registry can't be reached: " + e.getMessage(), e);
        }
    }

    /**
     * Ignores only versions of an earlier line: a schema that differs from the latest version of the present line must
     * be compatible with it.
     */
    private static void registerAnew(SchemaRegistryClient registry, String subject, AvroSchema schema)
            throws IOException, RestClientException {
        if (holdsEarlierLine(registry, subject, schema.rawSchema())) {
            registry.updateCompatibility(subject, NONE);
        }
        registry.register(subject, schema);
        registry.updateCompatibility(subject, COMPATIBILITY_SINCE_THE_LATEST);
    }

    /** Whether the latest schema of the subject belongs to the earlier line: its record has another name. */
    static boolean holdsEarlierLine(SchemaRegistryClient registry, String subject, Schema schema)
            throws IOException, RestClientException {
        if (!BEGUN_ANEW.containsKey(subject)) {
            return false;
        }
        try {
            String latest = registry.getLatestSchemaMetadata(subject).getSchema();
            return !new Schema.Parser().parse(latest).getFullName().equals(schema.getFullName());
        } catch (RestClientException e) {
            if (RegistryAnswers.lacksSchemaOrSubject(e)) {
                return false;
            }
            throw e;
        }
    }
}
