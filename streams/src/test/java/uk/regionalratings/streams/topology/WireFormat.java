package uk.regionalratings.streams.topology;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/** Values in Confluent wire format as producers other than ours might write them. */
final class WireFormat {
    private static final int PREFIX_BYTES = 5;

    private WireFormat() {}

    /** Registers {@code schema} and answers its id. */
    static int register(SchemaRegistryClient registry, String subject, Schema schema) {
        try {
            return registry.register(subject, new AvroSchema(schema));
        } catch (IOException | RestClientException e) {
            throw new AssertionError(e);
        }
    }

    /** The magic byte, a schema id and a body. */
    static byte[] framed(int schemaId, byte[] body) {
        return ByteBuffer.allocate(PREFIX_BYTES + body.length)
                .put((byte) 0)
                .putInt(schemaId)
                .put(body)
                .array();
    }

    /** {@code schema} as a version would have it that knows {@code symbol} as the last of the enum. */
    static Schema withSymbol(Schema schema, String lastSymbol, String symbol) {
        String changed =
                schema.toString().replace("\"" + lastSymbol + "\"]", "\"" + lastSymbol + "\",\"" + symbol + "\"]");
        return new Schema.Parser().parse(changed);
    }

    /** {@code value} read with {@code schema}, which must agree with its own but for symbols at the end of enums. */
    static GenericRecord decoded(byte[] value, Schema schema) {
        try {
            return new GenericDatumReader<GenericRecord>(schema)
                    .read(
                            null,
                            DecoderFactory.get().binaryDecoder(value, PREFIX_BYTES, value.length - PREFIX_BYTES, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] encoded(int schemaId, GenericRecord value) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(body, null);
        try {
            new GenericDatumWriter<GenericRecord>(value.getSchema()).write(value, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return framed(schemaId, body.toByteArray());
    }

    /** The first of the grades of an encoded inspection. */
    static GenericRecord firstGrade(GenericRecord inspection) {
        return (GenericRecord) ((List<?>) inspection.get("grades")).get(0);
    }

    static GenericData.EnumSymbol symbol(GenericRecord holder, String field, String symbol) {
        return new GenericData.EnumSymbol(holder.getSchema().getField(field).schema(), symbol);
    }
}
