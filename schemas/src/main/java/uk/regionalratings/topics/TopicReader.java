package uk.regionalratings.topics;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of a topic that the pipeline publishes. Anybody may write to a topic by mistake, so whatever lies there is either one
 * of our records or an {@link UnreadableRecordException}, which a reader tells of and passes over. For any number of threads.
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
     * @param keyOf the key of a record of ours; empty where the value does not tell it
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
     * @throws UnreadableRecordException when it is none of ours
     * @throws SchemaLookup.RegistryUnavailableException when the registry can't be asked; try again later
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
     * Reads a value, whatever its key.
     *
     * @throws UnreadableRecordException when it is none of ours
     * @throws SchemaLookup.RegistryUnavailableException when the registry can't be asked; try again later
     */
    public T read(byte[] value) throws UnreadableRecordException {
        return switch (schemas.find(value)) {
            case NOT_CONFLUENT -> throw new UnreadableRecordException("its value is not Avro in Confluent wire format");
            case NOT_AVRO -> throw new UnreadableRecordException("its value is not Avro");
            case UNKNOWN_ID ->
                throw new UnreadableRecordException("the schema registry has no schema with the number in its value");
            case KNOWN -> decode(value);
        };
    }

    private T decode(byte[] value) throws UnreadableRecordException {
        Object decoded;
        try {
            decoded = deserializer.deserialize(type.getSimpleName(), value);
        } catch (RuntimeException e) {
            // Avro and the deserializer throw many kinds; with the schema at hand each means that the bytes don't fit
            // it, or that it is of a type that is none of ours.
            throw new UnreadableRecordException("its value does not fit the schema of " + type.getSimpleName(), e);
        }
        if (!type.isInstance(decoded)) {
            throw new UnreadableRecordException("its value is not of type " + type.getSimpleName());
        }
        return type.cast(decoded);
    }
}
