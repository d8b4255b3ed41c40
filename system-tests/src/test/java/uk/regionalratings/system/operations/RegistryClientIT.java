package uk.regionalratings.system.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import uk.regionalratings.system.kit.AlsoOnContainers;
import uk.regionalratings.system.kit.Clients;
import uk.regionalratings.system.kit.TestStack;

/** The repackaged registry client with a real broker and a real registry, to verify the promises of registry-client. */
@AlsoOnContainers
class RegistryClientIT {

    private static final Schema SCHEMA = new Schema.Parser()
            .parse(
                    """
            {"type": "record", "name": "Grade", "namespace": "test",
             "fields": [{"name": "authority", "type": "string"}, {"name": "grade", "type": "string"}]}""");

    @Test
    void aRecordMakesTheRoundTripThroughBrokerAndRegistry() throws Exception {
        try (TestStack stack = TestStack.startOwn();
                CachedSchemaRegistryClient registry = Clients.registry(stack.registryUrl())) {
            Clients.createTopic(stack.bootstrapServers(), "grades");
            GenericRecord sent = new GenericRecordBuilder(SCHEMA)
                    .set("authority", "394")
                    .set("grade", "OUTSTANDING")
                    .build();
            assertThatThrownBy(() -> send(stack, sent)).isInstanceOf(SerializationException.class);

            int id = registry.register("grades-value", new AvroSchema(SCHEMA));
            send(stack, sent);

            assertThat(receive(stack)).containsExactly(sent);
            assertThat(registry.getLatestSchemaMetadata("grades-value").getId()).isEqualTo(id);
            assertThat(registry.testCompatibility("grades-value", new AvroSchema(SCHEMA)))
                    .isTrue();
        }
    }

    private static void send(TestStack stack, GenericRecord value) throws Exception {
        KafkaAvroSerializer serializer = new KafkaAvroSerializer();
        serializer.configure(Map.of("schema.registry.url", stack.registryUrl(), "auto.register.schemas", false), false);
        Map<String, Object> settings = Map.of("bootstrap.servers", stack.bootstrapServers());
        try (KafkaProducer<String, Object> producer =
                new KafkaProducer<>(settings, new StringSerializer(), serializer)) {
            producer.send(new ProducerRecord<>("grades", "394", value)).get(30, TimeUnit.SECONDS);
        }
    }

    private static List<Object> receive(TestStack stack) {
        KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer();
        deserializer.configure(Map.of("schema.registry.url", stack.registryUrl()), false);
        Map<String, Object> settings =
                Map.of("bootstrap.servers", stack.bootstrapServers(), "auto.offset.reset", "earliest");
        List<Object> values = new ArrayList<>();
        try (KafkaConsumer<String, Object> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), deserializer)) {
            consumer.assign(List.of(new TopicPartition("grades", 0)));
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
                return !values.isEmpty();
            });
        }
        return values;
    }
}
