package uk.regionalratings.topics;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Detaches values from the schema ids of one registry and attaches them to those of another. The Avro bytes and the
 * schema that they were written with stay the same. Not thread-safe.
 */
public final class PortableValues {
    private static final byte MAGIC = 0;
    private static final int PREFIX_BYTES = 5;

    private final SchemaRegistryClient registry;
    private final SchemaLookup lookup;
    private final Map<Integer, String> texts = new HashMap<>();
    private final Map<String, Integer> ids = new HashMap<>();

    public PortableValues(ContractSerdes serdes) {
        this.registry = serdes.registry();
        this.lookup = new SchemaLookup(registry);
    }

    /**
     * A value without its schema id.
     *
     * @param schema the schema that it was written with, as JSON
     * @param avro the value in Avro's binary encoding
     */
    @SuppressWarnings("ArrayRecordComponent") // Passed from a topic to a file; never compared.
    public record Portable(String schema, byte[] avro) {}

    /**
     * The value and its schema; empty if it is not in Confluent's wire format or names a schema that the registry
     * lacks.
     *
     * @throws SchemaLookup.RegistryUnavailableException if the registry can't be reached
     */
    public Optional<Portable> detach(byte @Nullable [] value) {
        if (value == null || lookup.find(value) != SchemaLookup.Found.KNOWN) {
            return Optional.empty();
        }
        int id = ByteBuffer.wrap(value).getInt(1);
        String text = texts.get(id);
        if (text == null) {
            text = ask(id);
            texts.put(id, text);
        }
        return Optional.of(new Portable(text, Arrays.copyOfRange(value, PREFIX_BYTES, value.length)));
    }

    private String ask(int id) {
        try {
            return registry.getSchemaById(id).canonicalString();
        } catch (IOException | RestClientException e) {
            throw new SchemaLookup.RegistryUnavailableException(e);
        }
    }

    /**
     * The value in wire format, with this registry's schema id. A schema that the registry lacks is registered.
     *
     * @throws IllegalStateException if the registry refuses the schema, with its reason
     */
    public byte[] attach(Portable portable) {
        int id = ids.computeIfAbsent(portable.schema(), this::register);
        return ByteBuffer.allocate(PREFIX_BYTES + portable.avro().length)
                .put(MAGIC)
                .putInt(id)
                .put(portable.avro())
                .array();
    }

    private int register(String text) {
        Schema schema = new Schema.Parser().parse(text);
        String subject = subject(schema);
        try {
            return registry.register(subject, new AvroSchema(schema));
        } catch (IOException | RestClientException e) {
            throw new IllegalStateException(
                    "the schema registry refuses a schema for subject " + subject + ": " + e.getMessage(), e);
        }
    }

    /** The subject of the topic that carries such records; foreign records get a subject of their own. */
    private static String subject(Schema schema) {
        return SchemaRegistration.subjects().entrySet().stream()
                .filter(subject -> subject.getValue().getFullName().equals(schema.getFullName()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("restored-" + schema.getFullName());
    }
}
