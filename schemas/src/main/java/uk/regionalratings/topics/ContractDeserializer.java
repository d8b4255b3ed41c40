package uk.regionalratings.topics;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads records of one subject in the Confluent wire format. The first record of each schema goes through the
 * registry's deserializer, which finds the schema by its id and checks that it may be read; later ones are read without
 * asking its caches again. Thread-safe.
 */
final class ContractDeserializer<T> implements Deserializer<T> {
    private static final Logger LOG = LoggerFactory.getLogger(ContractDeserializer.class);

    private final KafkaAvroDeserializer first;
    private final SchemaRegistryClient registry;
    private final String subjectStem;
    private final @Nullable String leftOut;
    private final @Nullable Schema known;
    private final Map<Integer, DatumReader<T>> later = new ConcurrentHashMap<>();

    /** Reads the values of one subject. */
    ContractDeserializer(KafkaAvroDeserializer first, SchemaRegistryClient registry, String subjectStem) {
        this(first, registry, subjectStem, null, null);
    }

    /**
     * Reads the values of one subject in part.
     *
     * @param leftOut the last field of each entry in a record's list, itself a list: it is skipped and comes out empty,
     *     even if it is damaged
     * @param known the class of the values in this version
     */
    ContractDeserializer(
            KafkaAvroDeserializer first,
            SchemaRegistryClient registry,
            String subjectStem,
            @Nullable String leftOut,
            @Nullable Schema known) {
        this.first = first;
        this.registry = registry;
        this.subjectStem = subjectStem;
        this.leftOut = leftOut;
        this.known = known;
    }

    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        boolean framed = bytes.length > ContractSerializer.PREFIX && bytes[0] == 0;
        int id = framed ? ByteBuffer.wrap(bytes).getInt(1) : 0;
        DatumReader<T> known = framed ? later.get(id) : null;
        T value = known == null ? readFirst(id, bytes) : read(known, bytes);
        if (leftOut != null && value instanceof SpecificRecordBase record) {
            leaveOut(record, leftOut);
        }
        return value;
    }

    private static void leaveOut(SpecificRecordBase record, String field) {
        if (record.hasField(field)) {
            record.put(field, List.of());
        }
        for (int i = 0; i < record.getSchema().getFields().size(); i++) {
            if (record.get(i) instanceof List<?> listed) {
                for (Object one : listed) {
                    if (one instanceof SpecificRecordBase inner) {
                        leaveOut(inner, field);
                    }
                }
            }
        }
    }

    private T readFirst(int id, byte[] bytes) {
        T value;
        try {
            // The result has the type of the subject; with another type, reading the first field fails.
            @SuppressWarnings("unchecked")
            T whole = (T) first.deserialize(subjectStem, bytes);
            value = whole;
        } catch (SerializationException e) {
            return readInPart(id, bytes, e);
        }
        if (value instanceof SpecificRecordBase record) {
            remember(id, record.getSchema());
        }
        return value;
    }

    /** The damage may be only in the part that is left out. */
    private T readInPart(int id, byte[] bytes, SerializationException damage) {
        if (known == null) {
            throw damage;
        }
        remember(id, known);
        DatumReader<T> reader = later.get(id);
        if (reader == null) {
            throw damage;
        }
        try {
            return read(reader, bytes);
        } catch (SerializationException e) {
            later.remove(id);
            throw damage;
        }
    }

    private void remember(int id, Schema as) {
        try {
            Schema writer = ((AvroSchema) registry.getSchemaBySubjectAndId(subjectStem + "-value", id)).rawSchema();
            later.put(id, new SpecificDatumReader<>(writer, wanted(as), SpecificData.getForSchema(as)));
        } catch (IOException | RestClientException e) {
            // The next record will be looked up again.
            LOG.debug("The schema with id {} can't be remembered", id, e);
        }
    }

    /** The part of a schema to read: a reader skips fields that only the writer's schema has. */
    private Schema wanted(Schema whole) {
        if (leftOut == null) {
            return whole;
        }
        return switch (whole.getType()) {
            case ARRAY -> Schema.createArray(wanted(whole.getElementType()));
            case RECORD -> {
                List<Schema.Field> fields = whole.getFields().stream()
                        .filter(field -> !field.name().equals(leftOut))
                        .map(field -> new Schema.Field(field, wanted(field.schema())))
                        .toList();
                yield Schema.createRecord(whole.getName(), whole.getDoc(), whole.getNamespace(), false, fields);
            }
            default -> whole;
        };
    }

    private static <T> T read(DatumReader<T> reader, byte[] bytes) {
        int length = bytes.length - ContractSerializer.PREFIX;
        try {
            return reader.read(
                    null, DecoderFactory.get().binaryDecoder(bytes, ContractSerializer.PREFIX, length, null));
        } catch (IOException | RuntimeException e) {
            throw new SerializationException("a record can't be read", e);
        }
    }
}
