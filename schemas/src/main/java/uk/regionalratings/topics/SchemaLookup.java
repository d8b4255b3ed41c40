package uk.regionalratings.topics;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Distinguishes bytes that will never be readable from a registry that is unavailable: the former are rejected, the
 * latter is tried again. Only the registry's own answer shows that it lacks a schema; any other response, for
 * instance from a balancer in front of it, says nothing about the record. Thread-safe.
 */
public final class SchemaLookup {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaLookup.class);

    private static final byte MAGIC = 0;
    private static final int PREFIX_BYTES = 5;

    /** 0.1 s doubled 7 times: about 13 s, well within the time that a consumer may take between polls. */
    private static final int ATTEMPTS = 8;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    private final SchemaRegistryClient registry;
    private final @Nullable String subject;
    private final @Nullable String own;

    /** By schema id, whether values with it have the byte layout of this version's values. */
    private final Map<Integer, Boolean> known = new ConcurrentHashMap<>();

    /** Looks up schemas by their ids alone. */
    public SchemaLookup(SchemaRegistryClient registry) {
        this(registry, null, (String) null);
    }

    /**
     * Looks up schemas as a topic's deserializer does, so that a schema found here is in the registry client's cache
     * when the deserializer needs it: the registry can't become unavailable between the two.
     *
     * @param type the class of the topic's values in this version
     */
    SchemaLookup(SchemaRegistryClient registry, String subject, Class<? extends SpecificRecord> type) {
        this(registry, subject, layout(SpecificData.get().getSchema(type)));
    }

    private SchemaLookup(SchemaRegistryClient registry, @Nullable String subject, @Nullable String own) {
        this.registry = registry;
        this.subject = subject;
        this.own = own;
    }

    /**
     * The parts of a schema that determine the bytes of a value: everything except documentation, defaults and
     * properties.
     */
    private static String layout(Schema schema) {
        return SchemaNormalization.toParsingForm(schema);
    }

    /** What is known about the schema that a value was written with. */
    public enum Found {
        KNOWN,
        UNKNOWN_ID,
        /** The registry has a schema with this id, but for JSON or Protobuf rather than Avro. */
        NOT_AVRO,
        NOT_CONFLUENT
    }

    /** The registry did not answer; nothing is known about the record. */
    public static final class RegistryUnavailableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RegistryUnavailableException(Exception cause) {
            super("the schema registry can't be asked: " + cause.getMessage(), cause);
        }
    }

    /**
     * Looks up the schema id at the start of {@code value}.
     *
     * @throws RegistryUnavailableException if the registry did not answer after several attempts
     */
    public Found find(byte[] value) {
        if (value.length < PREFIX_BYTES || value[0] != MAGIC) {
            return Found.NOT_CONFLUENT;
        }
        int id = id(value);
        return known.containsKey(id) ? Found.KNOWN : ask(id);
    }

    private static int id(byte[] value) {
        return ByteBuffer.wrap(value).getInt(1);
    }

    /** Whether a value with a known schema has the byte layout of this version's values. */
    public boolean isOwn(byte[] value) {
        return known.getOrDefault(id(value), false);
    }

    private Found ask(int id) {
        long pause = FIRST_PAUSE.toNanos();
        for (int attempt = 1; ; attempt++) {
            IOException failure;
            try {
                ParsedSchema found = registry.getSchemaBySubjectAndId(subject, id);
                known.put(
                        id,
                        found instanceof AvroSchema avro
                                && layout(avro.rawSchema()).equals(own));
                return Found.KNOWN;
            } catch (RestClientException e) {
                if (RegistryAnswers.lacksSchema(e)) {
                    return Found.UNKNOWN_ID;
                }
                failure = RegistryAnswers.refusal(e);
            } catch (IOException e) {
                if (RegistryAnswers.isOtherKindOfSchema(e)) {
                    return Found.NOT_AVRO;
                }
                failure = e;
            }
            if (attempt == ATTEMPTS || Thread.currentThread().isInterrupted()) {
                throw new RegistryUnavailableException(failure);
            }
            LOG.warn("The schema registry can't be asked for schema {}: {}; trying again", id, failure.getMessage());
            LockSupport.parkNanos(pause);
            pause *= 2;
        }
    }
}
