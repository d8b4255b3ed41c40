package uk.regionalratings.topics;

import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes records of one class for one subject in the Confluent wire format. The first record goes through the
 * registry's serializer, which finds the id of the schema. The id of a class never changes, so later records are
 * written without consulting the serializer's caches. Thread-safe.
 */
final class ContractSerializer<T extends SpecificRecord> implements Serializer<T> {
    /** A zero byte and the four bytes of the schema's id. */
    static final int PREFIX = 5;

    private static final int USUAL_SIZE = 512;

    private final KafkaAvroSerializer first;
    private final String subjectStem;
    private volatile @Nullable Later<T> later;

    ContractSerializer(KafkaAvroSerializer first, String subjectStem) {
        this.first = first;
        this.subjectStem = subjectStem;
    }

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Later<T>(Class<?> type, byte[] prefix, DatumWriter<T> writer) {}

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T value) {
        if (value == null) {
            return null;
        }
        Later<T> known = later;
        if (known != null && known.type() == value.getClass()) {
            return write(known, value);
        }
        byte[] bytes = first.serialize(subjectStem, value);
        if (value instanceof SpecificRecordBase record) {
            later = new Later<>(
                    value.getClass(),
                    Arrays.copyOf(bytes, PREFIX),
                    new SpecificDatumWriter<>(value.getSchema(), record.getSpecificData()));
        }
        return bytes;
    }

    private static <T> byte[] write(Later<T> known, T value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_SIZE);
        bytes.writeBytes(known.prefix());
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        try {
            known.writer().write(value, encoder);
        } catch (IOException | RuntimeException e) {
            throw new SerializationException("a record of " + value.getClass() + " can't be written", e);
        }
        return bytes.toByteArray();
    }
}
