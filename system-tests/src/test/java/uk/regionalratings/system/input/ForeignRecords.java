package uk.regionalratings.system.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.system.kit.TestStack;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.RegistryClients;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.InspectionBuilder;
import uk.regionalratings.vocabulary.Judgement;

/** Writes records that do not belong there into topics: random bytes, other schemas, no value, no key, no timestamp. */
final class ForeignRecords implements AutoCloseable {
    private static final byte[] SUNDERLAND = "394".getBytes(UTF_8);
    private static final LocalDate DAY = LocalDate.of(2026, 5, 26);

    private final ContractSerdes serdes;
    private final Producer<byte[], byte[]> producer;
    private final int jsonSchema;
    private int withoutValue;

    ForeignRecords(TestStack stack) throws IOException {
        this.serdes = new ContractSerdes(RegistryClients.open(stack.settings()));
        this.producer = new KafkaProducer<>(
                stack.settings().kafkaClient(), new ByteArraySerializer(), new ByteArraySerializer());
        this.jsonSchema = registerJsonSchema(stack.registryUrl());
    }

    private static int registerJsonSchema(String registry) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(registry + "/subjects/somebody-elses-value/versions"))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"schemaType\":\"JSON\",\"schema\":\"{\\\"$schema\\\":"
                        + "\\\"http://json-schema.org/draft-07/schema#\\\",\\\"type\\\":\\\"object\\\"}\"}"))
                .build();
        try {
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return new ObjectMapper().readTree(answer.body()).required("id").asInt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** A record without a timestamp, as some clients send it; Kafka's own producer refuses to create one. */
    private static final class Timeless extends ProducerRecord<byte[], byte[]> {
        Timeless(String topic, byte @Nullable [] key, byte @Nullable [] value) {
            super(topic, key, value);
        }

        @Override
        public Long timestamp() {
            return -1L;
        }
    }

    /**
     * Writes one record of each kind.
     *
     * @param compacted whether the brokers refuse records without a key
     * @return the number of records
     */
    int intrude(String topic, boolean compacted) throws Exception {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        byte[] good = value(inspection("394", "394-foreign"));
        List<byte[]> values = List.of(
                random(300),
                new byte[0],
                new byte[] {0},
                framed(999_999),
                framed(-5),
                framed(jsonSchema),
                // One with a registered schema of another topic, and one that is truncated.
                topic.equals(Topics.INSPECTION_PUBLISHED.name()) ? framed(999_998) : good,
                Arrays.copyOf(good, good.length / 2));
        List<byte[]> keys = new ArrayList<>(Arrays.asList(SUNDERLAND, new byte[0], "nobody".getBytes(UTF_8)));
        if (!compacted) {
            keys.add(null);
        }
        withoutValue = 0;
        for (byte[] key : keys) {
            values.forEach(value -> records.add(new ProducerRecord<>(topic, key, value)));
            records.add(new Timeless(topic, key, random(20)));
            // Under an unknown key, a record without a value is a legitimate deletion.
            if (key == null || Arrays.equals(key, SUNDERLAND)) {
                records.add(new ProducerRecord<>(topic, key, null));
                withoutValue++;
            }
        }
        for (ProducerRecord<byte[], byte[]> record : records) {
            producer.send(record).get();
        }
        return records.size();
    }

    /** How many of the records written last had no value. */
    int withoutValue() {
        return withoutValue;
    }

    /** Publishes an inspection like any feed. */
    void publishGood(String authorityId, String inspectionId) throws Exception {
        producer.send(new ProducerRecord<>(
                        Topics.INSPECTION_PUBLISHED.name(),
                        authorityId.getBytes(UTF_8),
                        value(inspection(authorityId, inspectionId))))
                .get();
    }

    private static Inspection inspection(String authorityId, String inspectionId) {
        return InspectionBuilder.inspection(inspectionId)
                .authority(authorityId)
                .framework(Framework.ILACS_2026)
                .fieldwork(DAY.minusDays(30), DAY.minusDays(20))
                .publishedOn(DAY)
                .grade(Judgement.HELP_AND_PROTECTION, Grade.GOOD)
                .build();
    }

    private byte[] value(Inspection inspection) {
        return serdes.inspectionPublished()
                .serializer()
                .serialize(Topics.INSPECTION_PUBLISHED.name(), ContractMapping.toEvent(inspection));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(5).nextBytes(bytes);
        bytes[0] = 7;
        return bytes;
    }

    private static byte[] framed(int schema) {
        return ByteBuffer.allocate(9).put((byte) 0).putInt(schema).array();
    }

    @Override
    public void close() {
        producer.close();
    }
}
