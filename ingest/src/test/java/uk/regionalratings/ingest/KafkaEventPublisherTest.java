package uk.regionalratings.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import uk.regionalratings.ingest.problem.IngestException;
import uk.regionalratings.ingest.publish.KafkaEventPublisher;
import uk.regionalratings.ingest.source.IngestSource;
import uk.regionalratings.ingest.table.SourceNames;
import uk.regionalratings.ingest.validation.InspectionValidator;
import uk.regionalratings.reference.AuthorityDirectory;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.SchemaRegistration;

class KafkaEventPublisherTest {
    private static final String HEADER =
            "inspection_id,authority_id,framework,started_on,ended_on,published_on,overall_effectiveness\n";
    private static final String GOOD_ROW = "a-1,sunderland,ILACS,2021-06-28,2021-07-09,2021-08-20,OUTSTANDING\n";
    private static final String BAD_ROW = "a-2,sunderland,ILACS,2021-06-28,2021-07-09,2021-08-20,Fine\n";

    private final MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
    private final ContractSerdes serdes = new ContractSerdes(registry);

    @Test
    void sendsAnInspectionWithItsKeyTimeAndAttributes() {
        // Given
        SchemaRegistration.register(registry);
        MockProducer<String, byte[]> producer = producer(true);

        // When
        IngestSummary summary = ingest(producer).run(source(HEADER + GOOD_ROW));

        // Then
        ProducerRecord<String, byte[]> event = producer.history().get(0);
        assertThat(event.topic()).isEqualTo("inspection-published");
        assertThat(event.key()).isEqualTo("394");
        assertThat(event.timestamp()).isEqualTo(Reading.CLOCK.millis());
        Map<String, String> headers = new HashMap<>(headers(event));
        assertThat(headers.remove("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]");
        assertThat(headers)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "ce_specversion", "1.0",
                        "ce_type", "uk.regionalratings.inspection-published",
                        "ce_source", "/ingest/one%20file.csv",
                        "ce_id", "a-1/1",
                        "ce_subject", "a-1",
                        "ce_time", "2026-10-01T12:00:00Z",
                        "content-type", "application/avro"));
        var value = serdes.inspectionPublished().deserializer().deserialize(event.topic(), event.value());
        assertThat(value.getAuthorityId()).isEqualTo("394");
        assertThat(value.getGrades())
                .singleElement()
                .hasToString(
                        "{\"judgement\": \"OVERALL_EFFECTIVENESS\", \"grade\": \"OUTSTANDING\", \"words\": \"Outstanding\"}");
        assertThat(summary.accepted()).isOne();
    }

    @Test
    void sendsARejectedRecordAsReceivedWithReasonAndOrigin() {
        // Given
        SchemaRegistration.register(registry);
        MockProducer<String, byte[]> producer = producer(true);

        // When
        ingest(producer).run(source(HEADER + GOOD_ROW + BAD_ROW));

        // Then
        ProducerRecord<String, byte[]> letter = producer.history().get(1);
        assertThat(letter.topic()).isEqualTo("inspection-rejected");
        assertThat(letter.key()).isEqualTo("sunderland");
        assertThat(letter.value()).isEqualTo(BAD_ROW.strip().getBytes(UTF_8));
        assertThat(headers(letter))
                .containsEntry("rejection-reason", "unknown-grade")
                .containsEntry("rejection-field", "overall_effectiveness")
                .containsEntry("origin-file", "folder/one file.csv")
                .containsEntry("origin-line", "3")
                .hasEntrySatisfying("rejection-detail", detail -> assertThat(detail)
                        .startsWith("overall_effectiveness: \"Fine\" is not a grade"));
    }

    @Test
    void registersAuthoritiesWithARevision() {
        // Given
        SchemaRegistration.register(registry);
        MockProducer<String, byte[]> producer = producer(true);

        // When
        ingest(producer).register(ReferenceFiles.bundledAuthorities(), source(""), 7);

        // Then
        assertThat(producer.history()).hasSize(158);
        ProducerRecord<String, byte[]> event = producer.history().get(0);
        assertThat(event.topic()).isEqualTo("authority-registered");
        assertThat(event.key()).isEqualTo("201");
        assertThat(headers(event)).containsEntry("ce_id", "201/7").containsEntry("ce_subject", "201");
        var value = serdes.authorityRegistered().deserializer().deserialize(event.topic(), event.value());
        assertThat(value.getRevision()).isEqualTo(7);
    }

    @Test
    void countsNothingThatTheBrokerHasNotAcknowledged() {
        // Given a broker that accepts only the first record
        SchemaRegistration.register(registry);
        MockProducer<String, byte[]> producer =
                new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer()) {
                    @Override
                    public synchronized void flush() {
                        completeNext();
                        while (errorNext(new TimeoutException("no answer for 60000 ms"))) {
                            // Until none is left.
                        }
                    }
                };

        // Then
        assertThatThrownBy(() -> ingest(producer).run(source(HEADER + GOOD_ROW.repeat(3))))
                .isInstanceOf(IngestException.class)
                .hasMessageStartingWith(
                        "sending to Kafka failed after 1 acknowledged inspections (no answer for 60000 ms): check the brokers");
    }

    @Test
    void saysSoWhenASchemaIsNotRegistered() {
        assertThatThrownBy(() -> ingest(producer(true)).run(source(HEADER + GOOD_ROW)))
                .isInstanceOf(IngestException.class)
                .hasMessageContaining("check the brokers and the schema registry");
    }

    private Ingest ingest(MockProducer<String, byte[]> producer) {
        var directory = new AuthorityDirectory(ReferenceFiles.bundledAuthorities());
        return new Ingest(
                new InspectionValidator(SourceNames.bundled(directory), Reading.CLOCK),
                new KafkaEventPublisher(producer, serdes, Reading.CLOCK),
                IngestReport.SILENT,
                System::nanoTime);
    }

    private static MockProducer<String, byte[]> producer(boolean autoComplete) {
        return new MockProducer<>(autoComplete, null, new StringSerializer(), new ByteArraySerializer());
    }

    private static IngestSource source(String csv) {
        return new IngestSource("folder/one file.csv", () -> new ByteArrayInputStream(csv.getBytes(UTF_8)));
    }

    private static Map<String, String> headers(ProducerRecord<String, byte[]> event) {
        Map<String, String> headers = new TreeMap<>();
        event.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return headers;
    }
}
