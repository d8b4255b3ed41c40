package uk.regionalratings.topics;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of a topic that the pipeline publishes. Anyone may write to a topic by mistake, so a record is either
 * one of ours or causes an {@link UnreadableRecordException}, which readers report and skip. Thread-safe.
 */
public final class TopicReader<T> {
    private final Class<T> type;
    private final SchemaLookup schemas;
    private final Deserializer<T> deserializer;
    private final Function<T, String> keyOf;

    /**
     * A reader of one type.
     *
     * @param deserializer bound to its subject
     * @param keyOf the key that belongs to a record of ours; empty if the value does not determine it
     */
    TopicReader(Class<T> type, SchemaLookup schemas, Deserializer<T> deserializer, Function<T, String> keyOf) {
        this.type = type;
        this.schemas = schemas;
        this.deserializer = deserializer;
        this.keyOf = keyOf;
    }

    /**
     * Reads a record.
     *
     * @throws UnreadableRecordException if it is not one of ours
     * @throws SchemaLookup.RegistryUnavailableException if the registry can't be reached; try again later
     */
    public T read(byte @Nullable [] key, byte @Nullable [] value) throws UnreadableRecordException {
        if (key == null || key.length == 0) {
            throw new UnreadableRecordException("it has no key");
        }
        if (value == null) {
            throw new UnreadableRecordException("it has no value");
        }
        T read = read(value);
        String expected = keyOf.apply(read);
        if (!expected.isEmpty() && !Arrays.equals(key, expected.getBytes(StandardCharsets.UTF_8))) {
            throw new UnreadableRecordException("its value belongs to the key " + expected + " and not to its own");
        }
        return read;
    }

    /**
     * Whether a value has the byte layout of this version's values.
     *
     * @throws SchemaLookup.RegistryUnavailableException if the registry can't be reached; try again later
     */
    public boolean isOwn(byte[] value) {
        return schemas.find(value) == SchemaLookup.Found.KNOWN && schemas.isOwn(value);
    }

    /**
     * Reads a value with any key.
     *
     * @throws UnreadableRecordException if it is not one of ours
     * @throws SchemaLookup.RegistryUnavailableException if the registry can't be reached; try again later
     */
    public T read(byte[] value) throws UnreadableRecordException {
        return switch (schemas.find(value)) {
            case NOT_CONFLUENT -> throw new UnreadableRecordException("its value is not Avro in Confluent wire format");
            case NOT_AVRO -> throw new UnreadableRecordException("its value is not Avro");
            case UNKNOWN_ID ->
                throw new UnreadableRecordException("the schema registry has no schema with the id in its value");
            case KNOWN -> decode(value);
        };
    }

    private T decode(byte[] value) throws UnreadableRecordException {
        Object decoded;
        try {
            decoded = deserializer.deserialize(type.getSimpleName(), value);
        } catch (RuntimeException e) {
            // Avro and the deserializer throw many kinds of exceptions. Since the schema is available, each means
            // that the bytes do not fit it, or that it describes a foreign type.
            throw new UnreadableRecordException("its value does not fit the schema of " + type.getSimpleName(), e);
        }
        if (!type.isInstance(decoded)) {
            throw new UnreadableRecordException("its value is not of type " + type.getSimpleName());
        }
        return type.cast(decoded);
    }
}
